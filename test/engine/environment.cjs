const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const KEY = 'only-for-tests';

// n8n-core reads these when it is loaded, and would otherwise write into the home folder. Under jest, it is loaded
// once for all test files of a process.
if (process.env.N8N_ENCRYPTION_KEY !== KEY) {
	const folder = mkdtempSync(join(process.env.TEST_FOLDER ?? tmpdir(), 'n8n-engine-'));
	process.env.N8N_USER_FOLDER = folder;
	process.env.N8N_ENCRYPTION_KEY = KEY;
	process.env.N8N_LOG_LEVEL = 'silent';
	process.once('exit', () => {
		rmSync(folder, { recursive: true, force: true });
	});
}
