import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const command = join(process.cwd(), 'test', 'simulator', 'command.mts');

let running: ChildProcessWithoutNullStreams;

function start(...options: string[]): void {
	running = spawn(process.execPath, ['--import', 'tsx', command, ...options]);
}

afterEach(() => {
	running.kill('SIGKILL');
});

test('the command says what to put where, prints each request, and stops when told to', async () => {
	start('--port', '0');
	const ended = once(running, 'close');
	const lines: string[] = [];
	for await (const line of createInterface(running.stdout)) {
		lines.push(line);
		if (line.startsWith('Requests to the API')) {
			const url = lines[0].replace('Partner Center simulator: ', '');
			const headers = { Authorization: 'Bearer some-token' };
			await fetch(`${url}/v1.0/engagements/referrals?$top=1`, { headers });
		}
		if (line.endsWith('401')) running.kill('SIGTERM');
	}
	const printed = lines.join('\n');
	expect(printed).toContain('Client Secret  simulator-secret');
	expect(printed).toMatch(/c5fbb3b6\S+ {2}Fabrikam moves .* Active\/Accepted {2}25000 USD/);
	expect(lines.at(-1)).toBe('  GET /v1.0/engagements/referrals 401');
	expect(printed).not.toContain('some-token');
	expect(await ended).toEqual([0, null]);
}, 30_000);

test('the command refuses a port that is none', async () => {
	start('--port', 'many');
	let said = '';
	running.stderr.on('data', (chunk: Buffer) => {
		said += chunk.toString();
	});
	expect(await once(running, 'close')).toEqual([1, null]);
	expect(said).toContain("not 'many'");
}, 30_000);
