#!/usr/bin/env bash
# Runs the engine tests with the n8n-core of another n8n: test/otherN8n.sh 2.40.2, or latest.
# It installs that over the one in node_modules; `npm ci` brings back the usual one.
set -euo pipefail
cd "$(dirname "$0")/.."
n8n=${1:?which n8n, such as 2.40.2 or latest}

npm run --silent build
core=$(npm view "n8n@$n8n" dependencies.n8n-core)
workflow=$(npm view "n8n@$n8n" dependencies.n8n-workflow)
npm install --no-save --no-audit --no-fund "n8n-core@$core" "n8n-workflow@$workflow"
echo "n8n $n8n has n8n-core $core and n8n-workflow $workflow; Node.js $(node --version)"
npx jest --config test/otherN8n.jest.config.js
