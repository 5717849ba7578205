const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/**
 * Creates the folder for all temporary folders of this run, and removes it when jest's main process ends. jest does
 * not emit `exit` to test code, and a worker process can be killed, so the tests can't reliably do that themselves.
 */
module.exports = function createTestFolder() {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-tests-'));
	process.env.TEST_FOLDER = folder;
	process.once('exit', () => {
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	});
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
	]) {
		process.once(signal, () => process.exit(code));
	}
};
