import { program, REDIS } from '../install/programs.mts';
import { freePort, temporaryFolder } from '../machine/places.mts';
import { Process } from '../machine/process.mts';
import { until } from '../machine/waiting.mts';

/** A Redis that keeps nothing. @returns what n8n's settings say of it */
export async function startRedis(): Promise<Record<string, string>> {
	const port = String(await freePort());
	const options = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const redis = Process.start('redis', await program(REDIS), options, {
		cwd: await temporaryFolder('redis'),
	});
	await until('Redis takes connections', () =>
		redis.output.includes('Ready to accept connections'),
	);
	return { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port };
}
