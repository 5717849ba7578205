import { execFileSync } from 'node:child_process';

/** Runs the lines, with a Pace called `pace`, in a process that has nothing else to do, until it ends. */
function run(lines: string): string {
	const script = `import { Pace } from './nodes/MicrosoftPartnerCenter/request/pace';
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
