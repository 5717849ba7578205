import { rmSync } from 'node:fs';

import { temporaryFolder } from '../temporaryFolder.mts';

// n8n-core reads these when it is loaded, and would otherwise write into the home folder.
const folder = temporaryFolder('n8n-engine-');
process.env.N8N_USER_FOLDER = folder;
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';
process.env.N8N_LOG_LEVEL = 'silent';
process.once('exit', () => {
	rmSync(folder, { recursive: true, force: true });
});
