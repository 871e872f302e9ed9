#!/bin/sh
# Double-click this file on a Mac (or run it on Linux) to start the writing page. It only finds a
# Python; scripts/start.py does the rest. No setting of the system is changed.
cd "$(dirname "$0")" || exit 1
# Where installers put programs: a file that is double-clicked does not always know.
PATH="$PATH:$HOME/.local/bin:/opt/homebrew/bin:/usr/local/bin"
export PATH PYTHONUTF8=1
unset PYTHONHOME PYTHONPATH PYTHONSAFEPATH

is_new_enough() {
    "$@" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# Without Apple's tools, their python3 is a program that asks an administrator to install them.
is_stand_in() {
    [ "$(uname)" = Darwin ] && [ "$(command -v "$1")" = /usr/bin/python3 ] &&
        ! xcode-select -p >/dev/null 2>&1
}

start() {
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null 2>&1 && ! is_stand_in "$name" && is_new_enough "$name"; then
            "$name" scripts/start.py
            return
        fi
    done
    # uv, if it is here, fetches a Python of its own.
    if is_new_enough uv run --no-project --python '>=3.11' python; then
        uv run --quiet --no-project --python '>=3.11' python scripts/start.py
        return
    fi
    cat scripts/python_missing.txt
    return 3
}

if [ ! -f scripts/start.py ]; then
    echo 'Den här filen fungerar bara i bloggens mapp. Låt den ligga kvar där och dubbelklicka igen.'
    false
else
    start
fi
status=$?
if [ "$status" -ne 0 ]; then
    printf 'Tryck på Enter för att stänga. '
    read -r _
fi
exit "$status"
