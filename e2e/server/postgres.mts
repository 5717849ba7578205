import { execFileSync } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { POSTGRES, program } from '../install/programs.mts';
import { freePort, temporaryFolder } from '../machine/places.mts';
import { Process } from '../machine/process.mts';
import { until } from '../machine/waiting.mts';

const USER = 'n8n';

/** A PostgreSQL with a database of its own. @returns what n8n's settings say of it */
export async function startPostgres(): Promise<Record<string, string>> {
	const postgres = await program(POSTGRES);
	const folder = await temporaryFolder('postgres');
	// PostgreSQL refuses to run as root.
	const user = process.getuid?.() === 0 ? idsOf('postgres') : undefined;
	if (user) await chown(folder, user.uid, user.gid);
	const data = join(folder, 'data');
	const port = String(await freePort());
	const inFolder = { cwd: folder, ...user };

	const initdb = join(dirname(postgres), 'initdb');
	await Process.run(
		'initdb',
		initdb,
		['-D', data, '-U', USER, '-A', 'trust', '--no-sync', '--locale=C', '-E', 'UTF8'],
		inFolder,
	);
	const options = ['-D', data, '-p', port, '-h', '127.0.0.1', '-k', folder, '-F'];
	const server = Process.start('postgres', postgres, options, inFolder);
	await until('PostgreSQL takes connections', () =>
		server.output.includes('ready to accept connections'),
	);
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: port,
		DB_POSTGRESDB_USER: USER,
		DB_POSTGRESDB_PASSWORD: 'none',
		DB_POSTGRESDB_DATABASE: 'postgres',
	};
}

/** The numbers of a user of this machine. @throws when there is none of that name */
function idsOf(user: string): { uid: number; gid: number } {
	const number = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
	return { uid: number('-u'), gid: number('-g') };
}
