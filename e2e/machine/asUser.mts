import { execFileSync } from 'node:child_process';

/** The numbers of a user of this machine. @throws when there is none of that name */
export function idsOf(user: string): { uid: number; gid: number } {
	const number = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
	return { uid: number('-u'), gid: number('-g') };
}
