import { gets, listener, partnerCenter, sender } from './signedEvents.mts';

const outcomes = async (received: Array<Promise<{ items: unknown[]; status?: number }>>) =>
	(await Promise.allSettled(received)).map((one) =>
		one.status === 'rejected' ? 'failed' : (one.value.status ?? one.value.items.length),
	);

afterEach(() => {
	jest.restoreAllMocks();
});

function minutesLater(minutes: number): void {
	const now = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => now + minutes * 60_000);
}

test('copies that arrive at the same time start one run', async () => {
	const trigger = listener();
	const delivery = sender.signed(partnerCenter.referral());

	const received = await outcomes([1, 2, 3, 4].map(async () => await trigger.receive(delivery)));

	expect(received.sort()).toEqual([1, 200, 200, 200]);
	expect(gets()).toHaveLength(1);
});

test('deliveries at the same time don’t make each other’s copies start another run', async () => {
	const trigger = listener();
	const deliveries = [1, 2, 3].map(() => sender.signed(partnerCenter.referral()));

	await Promise.all(deliveries.map(async (one) => await trigger.receive(one)));
	const copies = await outcomes(deliveries.map(async (one) => await trigger.receive(one)));

	expect(copies).toEqual([200, 200, 200]);
	expect(gets()).toHaveLength(3);
});

test.each([403, 404, 410])(
	'copies of an event whose referral answered with %i don’t read it again for a minute',
	async (status) => {
		const trigger = listener();
		const delivery = sender.signed(partnerCenter.referral());
		partnerCenter.simulator.fault({ status });

		const first = await outcomes([trigger.receive(delivery)]);
		const copies = await outcomes([1, 2, 3].map(async () => await trigger.receive(delivery)));

		expect([...first, ...copies]).toEqual(['failed', 500, 500, 500]);
		expect(gets()).toHaveLength(1);

		minutesLater(1);
		expect((await trigger.receive(delivery)).items).toHaveLength(1);
	},
);

test.each([503, 429, 500])('a copy reads the referral again after a %i', async (status) => {
	const trigger = listener();
	const delivery = sender.signed(partnerCenter.referral());
	partnerCenter.simulator.fault({ status });

	const received = await outcomes([1, 2].map(async () => await trigger.receive(delivery)));

	expect(received).toEqual(['failed', 1]);
});

test('a copy of an event that the filters dropped doesn’t read the referral again', async () => {
	const trigger = listener({ filters: { status: 'Closed' } });
	const delivery = sender.signed(partnerCenter.referral());

	const received = await outcomes([1, 2].map(async () => await trigger.receive(delivery)));

	expect(received).toEqual([200, 200]);
	expect(gets()).toHaveLength(1);
});

test('an event that was delivered stays so for longer than a minute', async () => {
	const trigger = listener();
	const delivery = sender.signed(partnerCenter.referral());
	await trigger.receive(delivery);

	minutesLater(100);

	expect((await trigger.receive(delivery)).status).toBe(200);
});
