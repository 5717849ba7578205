import { clock, create, ids, partnerCenter, passTime, poller, touch } from './polledService.mts';

test('the first poll takes the present as its start', async () => {
	create('a');
	const trigger = poller();

	expect(await ids(trigger.poll())).toEqual([]);
	expect(await ids(trigger.poll())).toEqual([]);
	create('b');
	expect(await ids(trigger.poll())).toEqual(['b']);
	expect(await ids(trigger.poll())).toEqual([]);
});

test('one GET where nothing has changed', async () => {
	for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
		passTime(600_000);
		create(id);
	}
	const trigger = poller();
	await trigger.poll();
	partnerCenter.simulator.reset();

	await trigger.poll();

	expect(partnerCenter.simulator.requests).toMatchObject([
		{ method: 'GET', query: { $orderby: 'updatedDateTime desc' } },
	]);
});

test('starts from nothing too', async () => {
	const trigger = poller();

	expect(await ids(trigger.poll())).toEqual([]);
	create('a');
	expect(await ids(trigger.poll())).toEqual(['a']);
});

test('outputs all existing referrals if requested, oldest change first', async () => {
	for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) create(id);
	touch('b');
	const trigger = poller({ includeExisting: true });

	expect(await ids(trigger.poll())).toEqual(['a', 'c', 'd', 'e', 'f', 'g', 'b']);
	expect(await ids(trigger.poll())).toEqual([]);
});

test('several changes between two polls are one delivery, of the newest state, in order of change', async () => {
	create('a');
	create('b');
	const trigger = poller({ output: 'simplified' });
	await trigger.poll();

	touch('b', ({ details }) => {
		details.dealValue = 1;
	});
	touch('a');
	touch('b', ({ details }) => {
		details.dealValue = 2;
	});
	create('c');
	touch('c');

	const polled = await trigger.poll();
	expect(polled.map(({ json }) => [json.id, json.dealValue])).toEqual([
		['a', 5000],
		['b', 2],
		['c', 5000],
	]);
});

test('a change that turns up late is delivered, once', async () => {
	create('late');
	create('a');
	const trigger = poller();
	await trigger.poll();

	touch('a');
	await trigger.poll();
	const referral = partnerCenter.simulator.referral('late');
	const late = new Date(clock - 60_000).toISOString().replace('Z', '0000Z');
	partnerCenter.simulator.put({ ...referral, eTag: '"late"', updatedDateTime: late });

	expect(await ids(trigger.poll())).toEqual(['late']);
	expect(await ids(trigger.poll())).toEqual([]);
});

test('a manual run shows the newest referral and moves nothing', async () => {
	create('a');
	create('b');
	const trigger = poller();
	await trigger.poll();
	touch('a');
	const before = trigger.staticData;

	expect(await ids(trigger.poll('manual'))).toEqual(['a']);
	expect(trigger.staticData).toEqual(before);
	expect(await ids(trigger.poll())).toEqual(['a']);
});

test('outputs referrals in the format that the node is set to', async () => {
	const trigger = poller({ output: 'selected', outputFields: 'details.notes' });
	await trigger.poll();
	create('a');

	const [{ json }] = await trigger.poll();

	expect(json).toEqual({
		id: 'a',
		eTag: partnerCenter.simulator.referral('a').eTag,
		details: { notes: 'First call on Monday.' },
		event: { names: ['referralCreated'], previous: {} },
	});
});

test.each([
	[{ events: [] }, '"Events" is empty'],
	[{ events: ['deleted'] }, '"Events" must be one of Deal Value Changed, Referral Created'],
	[{ filters: { country: 'USA' } }, '"Country" must be a country'],
	[{ includeExisting: '={{ "perhaps" }}' }, '"Include Existing" must be true or false'],
	[{ output: '={{ "all" }}' }, '"Output" must be one of'],
])('refuses %j by its name and sends nothing', async (parameters, message) => {
	await expect(poller(parameters).poll()).rejects.toThrow(message);
	expect(partnerCenter.simulator.requests).toEqual([]);
});
