# Shared by run.ps1 and check.ps1: Python, the environment, the packages. Dot-source it from the project's root.
$ErrorActionPreference = 'Stop'
$python = '.venv\Scripts\python.exe'
$tutor = '.venv\Scripts\tutor.exe'

function Stop-With([string] $message) { [Console]::Error.WriteLine($message); exit 1 }

function Assert-Done([string] $message) { if ($LASTEXITCODE) { Stop-With "$message Run the same command again: it goes on where it stopped." } }

function Find-Python {
    foreach ($command in @(@('py', '-3'), @('python'), @('python3'))) {
        if (Get-Command $command[0] -ErrorAction SilentlyContinue) {
            $rest = @($command | Select-Object -Skip 1)
            & $command[0] @rest -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>$null
            if (-not $LASTEXITCODE) { return , $command }
        }
    }
    Stop-With 'Python 3.11 or newer is needed: winget install Python.Python.3.12'
}

function Initialize-Environment {
    if (Test-Path $python) { return }
    $found = Find-Python
    Write-Output 'Environment in .venv'
    $rest = @($found | Select-Object -Skip 1)
    & $found[0] @rest -m venv .venv
    Assert-Done 'The environment could not be made.'
}

function Install-Packages {
    & $python -m pip install --quiet --disable-pip-version-check -c constraints.txt @args
    Assert-Done 'The packages could not be installed. Check the network.'
}

# Runs the block unless it succeeded before with the same requirements.
function Install-Once([string] $name, [scriptblock] $block) {
    $stamp = ".venv\.set-up-$name"
    $now = ('pyproject.toml', 'constraints.txt', 'packaging/setup/setup.ps1', 'packaging/setup/extras.py' | ForEach-Object { (Get-FileHash $_).Hash }) -join ' '
    if ((Test-Path $stamp) -and (Get-Content $stamp) -eq $now) { return }
    Write-Output "Python packages ($name)"
    & $block
    Set-Content $stamp $now
}
