import { execFileSync } from 'node:child_process';

/** Runs the lines, with a Pace called `pace`, in a process that has nothing else to do, until it ends. */
function run(lines: string): string {
	const script = `import { Pace } from './nodes/MicrosoftPartnerCenter/run/schedule/rateLimit';
		const pace = new Pace(1);
		${lines}`;
	const options = { encoding: 'utf8', timeout: 20_000 } as const;
	return execFileSync('npx', ['tsx', '--eval', script], options).trim();
}

test('a process that has nothing else to do stays alive for a wait, and ends after it', () => {
	expect(run(`void pace.wait(200).then(() => console.log('waited'));`)).toBe('waited');
});

test('ending ends every wait at once, and lets the process end', () => {
	const output = run(`
		const waits = [pace.wait(100_000), pace.wait(100_000)];
		pace.end();
		void Promise.all([...waits, pace.wait(100_000)]).then(() => console.log('ended'));`);

	expect(output).toBe('ended');
}, 30_000);

test('ending lets all go at once that wait for a place behind a request without an answer', () => {
	const output = run(`
		void pace.place(() => new Promise(() => undefined));
		const waiting = ['first', 'second'].map(async (name) => await pace.place(async () => name));
		setTimeout(() => pace.end(), 50);
		void Promise.all(waiting).then((names) => console.log(names.join(), pace.ended));`);

	expect(output).toBe('first,second true');
}, 30_000);

test('places that nobody waits for keep no process alive', () => {
	const output = run(`
		void pace.place(async () => undefined).then(() => console.log('left'));`);

	expect(output).toBe('left');
}, 30_000);
