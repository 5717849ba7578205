import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { E2E } from '../machine/places.mts';
import { Process } from '../machine/process.mts';
import { withProgress } from '../machine/progress.mts';

/** Installs what the tests themselves need, where it is missing or another than the lock file says. */
export async function installModules(): Promise<void> {
	const lock = await readFile(join(E2E, 'package-lock.json'));
	const wanted = createHash('sha256').update(lock).digest('hex');
	const mark = join(E2E, 'node_modules', '.installed');
	const installed = await readFile(mark, 'utf8').catch(() => '');
	if (installed === wanted) return;
	await withProgress('Installing the packages of e2e, usually a few seconds', () =>
		Process.run('npm ci in e2e', 'npm', ['ci', '--no-audit', '--no-fund'], { cwd: E2E }),
	);
	await writeFile(mark, wanted);
}
