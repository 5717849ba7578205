import fc from 'fast-check';

import { Places } from '../../../../../nodes/MicrosoftPartnerCenter/run/schedule/semaphore';

/** Work that keeps its place for so many turns of the event loop. */
async function work(turns: number): Promise<void> {
	for (let turn = 0; turn < turns; turn += 1) {
		await new Promise((resolve) => setImmediate(resolve));
	}
}

test('places are given in order, never more than there are, and all of them while there is work', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 6 }),
			fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 30 }),
			async (count, durations) => {
				const places = new Places(count);
				const begun: number[] = [];
				let taken = 0;
				let most = 0;

				await Promise.all(
					durations.map(async (duration, index) => {
						await places.take();
						begun.push(index);
						most = Math.max(most, (taken += 1));
						await work(duration);
						taken -= 1;
						places.giveBack();
					}),
				);

				expect(begun).toEqual(durations.map((_, index) => index));
				expect(most).toBe(Math.min(count, durations.length));
			},
		),
	);
});

test('whoever gets a place begins behind what else the event loop has to do in its turn', async () => {
	const places = new Places(1);
	const events: string[] = [];
	await places.take();
	const next = places.take().then(() => events.push('next begins'));
	setImmediate(() => {
		places.giveBack();
		events.push('given back');
	});
	setImmediate(() => events.push('other work'));

	await next;

	expect(events).toEqual(['given back', 'other work', 'next begins']);
});
