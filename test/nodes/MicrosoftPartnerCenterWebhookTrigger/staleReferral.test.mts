import { gets, listener, partnerCenter, sender } from './signedEvents.mts';

/** An event about a change the given number of seconds after the referral's last one. */
function eventAfter(id: string, seconds: number, offset = 'Z') {
	const { updatedDateTime } = partnerCenter.simulator.referral(id);
	const changed = new Date(Date.parse(String(updatedDateTime)) + seconds * 1000).toISOString();
	return sender.signed(id, { ResourceChangeUtcDate: changed.replace('Z', offset) });
}

async function firstRead(): Promise<void> {
	while (gets().length === 0) await new Promise((resolve) => setImmediate(resolve));
	await partnerCenter.simulator.idle();
}

test('a referral from before the change is read again until the change is in it', async () => {
	const id = partnerCenter.referral();
	const received = listener().receive(eventAfter(id, 2));
	await firstRead();
	const changed = new Date(Date.now() + 60_000).toISOString();
	partnerCenter.simulator.put({
		...partnerCenter.simulator.referral(id),
		name: 'Changed',
		updatedDateTime: changed,
	} as never);

	const { items } = await received;

	expect(items[0].json).toMatchObject({ id, name: 'Changed', updatedDateTime: changed });
	expect(gets()).toHaveLength(2);
});

test('a referral that stays older than the change starts the run after a few reads', async () => {
	const id = partnerCenter.referral();

	const { items } = await listener().receive(eventAfter(id, 3600, '+00:00'));

	expect(items[0].json.id).toBe(id);
	expect(gets()).toHaveLength(4);
});

test('if it can’t be read again, the run starts with what is known', async () => {
	const id = partnerCenter.referral();
	const received = listener().receive(eventAfter(id, 3600));
	await firstRead();
	partnerCenter.simulator.fault({ status: 503, times: 3 });

	expect((await received).items[0].json.id).toBe(id);
});

test.each([
	['the same', 0],
	['half a second later', 0.5],
	['earlier', -3600],
])('the referral is read once if the time of the change is %s', async (_name, seconds) => {
	await listener().receive(eventAfter(partnerCenter.referral(), seconds));

	expect(gets()).toHaveLength(1);
});

test.each(['', 'yesterday', '9999', null])(
	'the referral is read once if the time of the change is %j',
	async (ResourceChangeUtcDate) => {
		await listener().receive(
			sender.signed(partnerCenter.referral(), { ResourceChangeUtcDate } as never),
		);

		expect(gets()).toHaveLength(1);
	},
);
