import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { Process } from '../machine/process.mts';

/** A program of Debian's, and the package that it comes with. */
interface Program {
	find: () => Promise<string | undefined>;
	debianPackage: string;
}

export const CHROMIUM: Program = {
	find: () => firstThere(['/usr/bin/chromium']),
	debianPackage: 'chromium',
};

export const REDIS: Program = {
	find: () => firstThere(['/usr/bin/redis-server']),
	debianPackage: 'redis-server',
};

/** There is one folder per version; `initdb` is next to it. */
export const POSTGRES: Program = {
	find: async () => {
		const versions = await readdir('/usr/lib/postgresql').catch(() => []);
		return await firstThere(
			versions.map((version) => join('/usr/lib/postgresql', version, 'bin', 'postgres')),
		);
	},
	debianPackage: 'postgresql',
};

/**
 * The program's path; it is installed where it is missing and root is at work.
 *
 * @throws with what to do about it
 */
export async function program({ find, debianPackage }: Program): Promise<string> {
	const there = await find();
	if (there !== undefined) return there;
	if (process.getuid?.() !== 0) {
		throw new Error(`Missing on this machine: sudo apt-get install ${debianPackage}`);
	}
	console.log(`Installing Debian's ${debianPackage}.`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await Process.run('apt-get update', 'apt-get', ['update', '-qq'], { env });
	const install = ['install', '-y', '-qq', '--no-install-recommends', debianPackage];
	await Process.run(`apt-get install ${debianPackage}`, 'apt-get', install, { env });
	const installed = await find();
	if (installed === undefined) throw new Error(`${debianPackage} did not bring what it should`);
	return installed;
}

async function firstThere(paths: string[]): Promise<string | undefined> {
	for (const path of paths) {
		const runs = await access(path, constants.X_OK).then(
			() => true,
			() => false,
		);
		if (runs) return path;
	}
	return undefined;
}
