import { execFileSync } from 'node:child_process';

/** Runs the lines, with a RateLimit called `limit`, in a process that has nothing else to do, until it ends. */
function run(lines: string): string {
	const script = `const { RateLimit } = require('./nodes/MicrosoftPartnerCenter/run/schedule/rateLimit');
		const limit = new RateLimit(1);
		${lines}`;
	const options = { encoding: 'utf8', timeout: 20_000 } as const;
	return execFileSync(process.execPath, ['--import', 'tsx', '--eval', script], options).trim();
}

test('a process that has nothing else to do stays alive during a wait, and ends after it', () => {
	expect(run(`void limit.wait(200).then(() => console.log('waited'));`)).toBe('waited');
});

test('canceling ends every wait at once, and lets the process end', () => {
	const output = run(`
		const waits = [limit.wait(100_000), limit.wait(100_000)];
		limit.cancel();
		void Promise.all([...waits, limit.wait(100_000)]).then(() => console.log('ended'));`);

	expect(output).toBe('ended');
}, 30_000);

test('canceling ends the wait for a permit behind a request without an answer', () => {
	const output = run(`
		void limit.run(() => new Promise(() => undefined));
		const waiting = ['first', 'second'].map(async (name) => await limit.run(async () => name));
		setTimeout(() => limit.cancel(), 50);
		void Promise.all(waiting).then((names) => console.log(names.join(), limit.isCanceled));`);

	expect(output).toBe('first,second true');
}, 30_000);

test('unused permits keep no process alive', () => {
	const output = run(`
		void limit.run(async () => undefined).then(() => console.log('left'));`);

	expect(output).toBe('left');
}, 30_000);
