# Sets up and opens Tutor. .\run.ps1 --setup-only sets up and stops; .\run.ps1 COMMAND … is `tutor COMMAND …`.
Set-Location $PSScriptRoot
. packaging/setup/setup.ps1

Initialize-Environment
Install-Once run { Install-Packages -e . }
$languageModel = 'qwen2.5-coder-1.5b'
& $tutor models ready --skip $languageModel
if ($LASTEXITCODE) { & $tutor models fetch --skip $languageModel; Assert-Done 'The models could not be fetched.' }
Install-Once samples { & $tutor course add --samples; Assert-Done 'The sample courses could not be read.' }

if ($args.Count -and $args[0] -eq '--setup-only') {
    & $tutor models fetch $languageModel
    if ($LASTEXITCODE) { Write-Output 'The language model has not arrived; passages are quoted until it has.' }
    & $tutor models fetch kokoro-82m
    if ($LASTEXITCODE) { Write-Output "The natural voice has not arrived; the system's voice reads aloud until it has." }
    Write-Output 'Ready: .\run.ps1'
    exit 0
}
if ($args.Count) { & $tutor @args; exit $LASTEXITCODE }
& $tutor models ready $languageModel
if ($LASTEXITCODE) {
    Write-Output 'The language model (1.1 GB) comes in the background; passages are quoted meanwhile.'
    & $tutor models fetch --in-background $languageModel
}
& $tutor models ready kokoro-82m # the natural voice
if ($LASTEXITCODE) { & $tutor models fetch --in-background kokoro-82m }
& $tutor
exit $LASTEXITCODE
