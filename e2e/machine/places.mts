import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { whenLeaving } from './leaving.mts';

/** The checkout, and this package in it. */
export const CHECKOUT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const E2E = join(CHECKOUT, 'e2e');
export const PICTURES = join(CHECKOUT, 'docs', 'pictures');

/** A folder that is gone when the run ends. */
export async function temporaryFolder(name: string): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), `partner-center-e2e-${name}-`));
	whenLeaving(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
	return folder;
}

/** A free port of this machine: the given one, if it is free. */
export async function freePort(wanted = 0): Promise<number> {
	const server = createServer();
	try {
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(wanted, '127.0.0.1', resolve);
		});
	} catch {
		return await freePort();
	}
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
