#!/bin/sh
# Makes .venv and installs what the lock files name: `sh scripts/setup.sh` to run, `sh scripts/setup.sh dev` to test too.
set -eu
cd "$(dirname "$0")/.."

python() { # the first interpreter that is new enough
    for name in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "需要 Python 3.11 或更新的版本；装好后用 make PYTHON=路径 graph 指定。" >&2
    return 1
}

make_venv() { # Debian splits ensurepip off: by its package as root, else by the pip of the system
    found=$(python)
    if ! "$found" -m venv .venv >/dev/null 2>&1; then
        echo "这个 Python 没有 ensurepip，换别的办法建立 .venv……" >&2
        rm -rf .venv
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            version=$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            apt-get update -qq >/dev/null || true
            DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "python$version-venv" \
                >/dev/null 2>&1 && "$found" -m venv .venv && return
            rm -rf .venv
        fi
        if "$found" -m pip --version >/dev/null 2>&1; then
            "$found" -m venv --without-pip .venv && "$found" -m pip --python .venv/bin/python install -q pip && return
            rm -rf .venv
        fi
        if command -v uv >/dev/null; then
            uv venv -q --seed --python "$found" .venv && return
        fi
        echo "建不了虚拟环境：请先安装 python3-venv（apt install python3-venv）或 pip，再运行一次 make。" >&2
        exit 1
    fi
}

[ -x .venv/bin/python ] || make_venv
pip() { .venv/bin/python -m pip --disable-pip-version-check -q "$@"; }

lock=requirements.lock
[ "${1:-}" = dev ] && lock=requirements-dev.lock
echo "安装 $lock 里的库（第一次约一分钟）……" >&2
pip install --require-hashes -r requirements-build.lock
pip install --require-hashes --use-pep517 --no-build-isolation -r "$lock"
pip install --no-deps --no-build-isolation -e .
touch .venv/ready
if [ "${1:-}" = dev ]; then touch .venv/ready-dev; fi
