import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** More than the certificates that one test has. */
const COUNT = 8;

/** Newer types of Node.js, which the end-to-end tests have, call it otherwise. */
interface KeyPair {
	publicKey: KeyObject;
	privateKey: KeyObject;
}

let used = 0;

/** Another RSA key than the last ones. */
export function nextKeyPair(): KeyPair {
	const index = used % COUNT;
	used += 1;
	return keyPair(index);
}

/** An RSA key. Generating one takes longer than a test, so all test files of a run share the one with this index. */
export function keyPair(index: number, modulusLength = 2048): KeyPair {
	const folder = process.env.TEST_FOLDER;
	if (folder === undefined) return generateKeyPairSync('rsa', { modulusLength });
	const file = join(folder, `rsa-${modulusLength}-${index}.pem`);
	if (!existsSync(file)) {
		const { privateKey } = generateKeyPairSync('rsa', { modulusLength });
		const unfinished = `${file}.${process.pid}`;
		writeFileSync(unfinished, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
		renameSync(unfinished, file);
	}
	const privateKey = createPrivateKey(readFileSync(file));
	return { privateKey, publicKey: createPublicKey(privateKey) };
}
