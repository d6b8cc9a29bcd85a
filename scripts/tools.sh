#!/bin/sh
# Brings what tests need beside Python: a browser, Java (HermiT), rapper, a Chinese font. As root by apt; else the
# browser by Playwright and the rest is named. Tests that miss a tool are skipped and say so.
set -u
cd "$(dirname "$0")/.."

browser() {
    for name in chromium chromium-browser google-chrome; do command -v "$name" >/dev/null && return; done
    ls "${HOME:-/root}"/.cache/ms-playwright/chromium*/chrome-linux*/*chrome* >/dev/null 2>&1 ||
        ls -d "${HOME:-/root}"/Library/Caches/ms-playwright/chromium* >/dev/null 2>&1
}
driver() { # Playwright's own node
    for node in .venv/lib/python*/site-packages/playwright/driver/node; do "$node" --version >/dev/null 2>&1 && return; done
    return 1
}
java_() { java -version >/dev/null 2>&1; }
rapper_() { command -v rapper >/dev/null; }
font() { ! command -v fc-list >/dev/null || [ -n "$(fc-list :lang=zh 2>/dev/null | head -1)" ]; }

packages=""
browser || packages="$packages chromium"
driver || packages="$packages libatomic1"
java_ || packages="$packages default-jre-headless"
rapper_ || packages="$packages raptor2-utils"
{ browser && font; } || packages="$packages fonts-wqy-microhei"
[ -z "$packages" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "用 apt 安装测试用的工具：$packages ……" >&2
    apt-get update -qq >/dev/null || true
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $packages >/dev/null 2>&1 ||
        for package in $packages; do
            DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$package" >/dev/null 2>&1
        done
fi
browser || .venv/bin/python -m playwright install chromium >/dev/null 2>&1

browser || echo "没有 Chromium：网页测试会跳过。" >&2
java_ || echo "没有 Java：本体推理（HermiT）测试会跳过。" >&2
rapper_ || echo "没有 rapper（raptor2-utils）：一项格式测试会跳过。" >&2
exit 0
