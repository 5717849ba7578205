import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

import { temporaryFolder } from '../../../../temporaryFolder.mts';

// Each test starts a process, which takes long on a busy machine.
jest.setTimeout(120_000);

const folder = temporaryFolder('rate-limit-');
const compiled = join(folder, 'rateLimit.cjs');

beforeAll(() => {
	const source = 'nodes/MicrosoftPartnerCenter/run/schedule/rateLimit.ts';
	buildSync({
		entryPoints: [source],
		outfile: compiled,
		bundle: true,
		platform: 'node',
		target: 'node20',
		tsconfigRaw: {},
	});
});
afterAll(() => {
	rmSync(folder, { recursive: true });
});

/** Runs the lines, with a RateLimit called `limit`, in a process that has nothing else to do, until it ends. */
function run(lines: string): string {
	const script = `const { RateLimit, Throttled } = require(${JSON.stringify(compiled)});
		const limit = new RateLimit(1);
		const traits = { order: 0, isPointless: () => false, loadShownBy: () => 'normal' };
		const never = () => new Promise(() => undefined);
		${lines}`;
	const options = { encoding: 'utf8', timeout: 100_000 } as const;
	return execFileSync(process.execPath, ['--eval', script], options).trim();
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
});

test('canceling ends the wait for the answer to another request, and nothing is sent any more', () => {
	const output = run(`
		void limit.run(never, traits);
		const waiting = ['first', 'second'].map(async (name) => await limit.run(async () => name, traits));
		setTimeout(() => limit.cancel(), 50);
		void Promise.all(waiting).then((names) => console.log(names, limit.isCanceled));`);

	expect(output).toBe('[ undefined, undefined ] true');
});

test('canceling ends a pause that the service has requested', () => {
	const output = run(`
		void limit.run(async () => new Throttled(100_000), traits).then((outcome) => console.log(outcome));
		setTimeout(() => limit.cancel(), 50);`);

	expect(output).toBe('undefined');
});

test('a limit that is not used up keeps no process alive', () => {
	const output = run(`
		void limit.run(async () => undefined, traits).then(() => console.log('left'));`);

	expect(output).toBe('left');
});

test('the requests of earlier items begin first, also those that are sent again, after everything else in the turn of an answer', () => {
	const output = run(`
		const events = [];
		const seen = new Set();
		const once = (order) => limit.run(async () => {
			events.push(order);
			if (order !== 2 || seen.has(order)) return order;
			seen.add(order);
			return new Throttled(20);
		}, { ...traits, order });
		// Like an answer, this calls back when the event loop polls; what comes next in its turn are the immediates.
		require('node:fs').stat('.', () => {
			void Promise.all([3, 1, 4, 2].map(once)).then(() => console.log(events.join()));
			setImmediate(() => events.push('other work'));
		});`);

	expect(output).toBe('other work,1,2,2,3,4');
});

test('a request that has become pointless does not wait for its admission', () => {
	const output = run(`
		let isPointless = false;
		void limit.run(never, traits);
		void limit.run(never, { ...traits, isPointless: () => isPointless }).then(() => console.log('ended'));
		isPointless = true;
		limit.endPointlessWaits();`);

	expect(output).toBe('ended');
});

test('requests that have become pointless while they waited take nothing of what the service allows', () => {
	const output = run(`
		const send = (name) => async () => { console.log(name); return name; };
		let isPointless = false;
		let sent = 0;
		const refused = async () => (sent += 1) === 2 ? new Throttled(1) : 'sent';
		void limit.run(refused, traits);
		void limit.run(refused, traits).then(() => { isPointless = true; });
		const pointless = { ...traits, order: 1, isPointless: () => isPointless };
		for (let i = 0; i < 10_000; i += 1) void limit.run(send('pointless'), pointless);
		void limit.run(send('sent'), { ...traits, order: 2 });`);

	// At the pace that the run has learned, they would have taken hours.
	expect(output).toBe('sent');
});

test('a pause that nothing waits for any more keeps no process alive', () => {
	const output = run(`
		let isPointless = false;
		void limit.run(async () => new Throttled(100_000), { ...traits, isPointless: () => isPointless })
			.then(() => console.log('ended'));
		setTimeout(() => { isPointless = true; limit.endPointlessWaits(); }, 50);`);

	expect(output).toBe('ended');
});

test('10,000 requests are queued and sent again without a delay that grows with their number', () => {
	const output = run(`
		const wide = new RateLimit(1000);
		const time = async (count) => {
			const start = performance.now();
			let refusals = 0;
			const send = async () => ++refusals % 10 === 0 ? new Throttled(1) : 'sent';
			const loadShownBy = () => 'unknown';
			const all = Array.from({ length: count }, (_, order) => wide.run(send, { ...traits, order, loadShownBy }));
			await Promise.all(all);
			return (performance.now() - start) / count;
		};
		void time(1_000).then(async (few) => console.log((await time(10_000)) / few));`);

	expect(Number(output)).toBeLessThan(4);
});
