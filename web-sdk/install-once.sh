#!/usr/bin/env bash
# Installs the SDK's build tools, and again only when the lock file has changed.
set -euo pipefail
cd "$(dirname "$0")"
stamp=node_modules/.installed-lock
if ! cmp -s package-lock.json "$stamp"; then
  npm ci --no-audit --no-fund --loglevel=error
  mkdir -p node_modules
  cp package-lock.json "$stamp"
fi
