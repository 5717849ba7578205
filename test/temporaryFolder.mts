import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Creates a temporary folder. Under jest, it is removed at the latest when the run ends. */
export function temporaryFolder(prefix: string): string {
	return mkdtempSync(join(process.env.TEST_FOLDER ?? tmpdir(), prefix));
}
