# Sets up and runs all checks. .\check.ps1 --bench NAME [--data PATH] [--json FILE] runs a benchmark instead.
# The tests in a real window (tests/window) need Xvfb and run on Linux only.
Set-Location $PSScriptRoot
. packaging/setup/setup.ps1

Initialize-Environment
Install-Once run { Install-Packages -e . }
Install-Once check {
    $whole = & $python packaging/setup/extras.py whole
    $alone = & $python packaging/setup/extras.py alone
    Install-Packages @whole
    Install-Packages --no-deps @alone
}
& $tutor models ready
if ($LASTEXITCODE) { & $tutor models fetch; Assert-Done 'The models could not be fetched.' }
& $tutor models ready smollm2-135m
if ($LASTEXITCODE) { & $tutor models fetch smollm2-135m; Assert-Done 'The model of the tests could not be fetched.' }
& $tutor models ready kokoro-82m
if ($LASTEXITCODE) { & $tutor models fetch kokoro-82m; Assert-Done 'The voice of the tests could not be fetched.' }

if ($args.Count -and $args[0] -eq '--bench') {
    & $python -m tests.bench @($args | Select-Object -Skip 1)
    exit $LASTEXITCODE
}
$env:QT_QPA_PLATFORM = 'offscreen'
foreach ($step in @(
        @('ruff', 'format', '--check', '.'), @('ruff', 'check', '.'), @('mypy'),
        @('importlinter.cli', 'lint'), @('pytest', '--quiet', '--ignore=tests/window')
    )) {
    Write-Output "== $step"
    if ($step[0] -eq 'importlinter.cli') { & .venv\Scripts\lint-imports.exe } else { & $python -m @step }
    if ($LASTEXITCODE) { exit $LASTEXITCODE }
}
