const { execFileSync } = require('node:child_process');

/** Tests load the package from dist, as n8n does: they must not pass on what was built before. */
module.exports = function build() {
	execFileSync('npx', ['--no-install', 'gulp', 'build', '--silent'], { stdio: 'inherit' });
};
