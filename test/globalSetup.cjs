const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

const createTestFolder = require('./testFolder.cjs');

/**
 * Tests load the package from dist, as n8n does: they must not pass on what was built before. `npm test` checks the
 * types separately.
 */
module.exports = function setUp() {
	const gulp = join(__dirname, '../node_modules/gulp/bin/gulp.js');
	execFileSync(process.execPath, [gulp, 'bundle', '--silent'], { stdio: 'inherit' });
	createTestFolder();
};
