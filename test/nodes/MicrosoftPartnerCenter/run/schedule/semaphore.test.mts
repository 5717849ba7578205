import fc from 'fast-check';

import { Semaphore } from '../../../../../nodes/MicrosoftPartnerCenter/run/schedule/semaphore';

/** Work that takes the given number of turns of the event loop. */
async function work(turns: number): Promise<void> {
	for (let turn = 0; turn < turns; turn += 1) {
		await new Promise((resolve) => setImmediate(resolve));
	}
}

test('permits are granted in order, never more than the limit, and all of them while tasks wait', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 6 }),
			fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 30 }),
			async (count, durations) => {
				const semaphore = new Semaphore(count);
				const begun: number[] = [];
				let running = 0;
				let maxRunning = 0;

				await Promise.all(
					durations.map(async (duration, index) => {
						await semaphore.acquire();
						begun.push(index);
						maxRunning = Math.max(maxRunning, (running += 1));
						await work(duration);
						running -= 1;
						semaphore.release();
					}),
				);

				expect(begun).toEqual(durations.map((_, index) => index));
				expect(maxRunning).toBe(Math.min(count, durations.length));
			},
		),
	);
});

test('a task with a new permit begins after everything else in the turn of the event loop', async () => {
	const semaphore = new Semaphore(1);
	const events: string[] = [];
	await semaphore.acquire();
	const next = semaphore.acquire().then(() => events.push('next begins'));
	setImmediate(() => {
		semaphore.release();
		events.push('released');
	});
	setImmediate(() => events.push('other work'));

	await next;

	expect(events).toEqual(['released', 'other work', 'next begins']);
});
