import type { IDataObject } from 'n8n-workflow';

import { clock, create, ids, partnerCenter, passTime, poller, touch } from './polledService.mts';

const put = (id: string, fields: object) => {
	partnerCenter.simulator.put({ ...partnerCenter.simulator.referral(id), ...fields } as never);
};

/** The next page is this one. */
function answerOnce(value: unknown[]): void {
	partnerCenter.simulator.fault({ status: 200, body: { value } });
}

const events = async (polled: Promise<Array<{ json: IDataObject }>>) =>
	(await polled).map(({ json }) => [json.id, json.event]);

test.each([
	['null', null],
	['a number', 1],
	['a text', 'row'],
	['a list', []],
	['empty', {}],
	['without an ID', { name: 'x', updatedDateTime: '2026-05-01T12:00:00Z' }],
	['of an ID that is no text', { id: 5, updatedDateTime: '2026-05-01T12:00:00Z' }],
])('a row that is %s stops nothing', async (_name, row) => {
	const trigger = poller();
	await trigger.poll();
	const referral = { id: 'a', eTag: '"1"', updatedDateTime: '2026-05-01T12:00:00Z' };

	answerOnce([row, referral, row]);
	expect(await ids(trigger.poll())).toEqual(['a']);
	answerOnce([row, referral]);
	expect(await ids(trigger.poll())).toEqual([]);
	answerOnce([row, referral]);
	expect(await ids(trigger.poll('manual'))).toEqual(['a']);
});

test.each([['soon'], [null], [undefined], [''], [5], [{}], ['2026-02-30T99:00:00Z']])(
	'a referral whose time is %j is delivered once, and again when it changes',
	async (updatedDateTime) => {
		create('a');
		const trigger = poller();
		await trigger.poll();
		const a = partnerCenter.simulator.referral('a');
		const odd = { id: 'odd', updatedDateTime, status: 'New' };

		for (const expected of [['odd'], [], []]) {
			answerOnce([odd, a]);
			expect(await ids(trigger.poll())).toEqual(expected);
		}
		answerOnce([{ ...odd, status: 'Active' }, a]);
		expect(await ids(trigger.poll())).toEqual(['odd']);
		create('b');
		expect(await ids(trigger.poll())).toEqual(['b']);
	},
);

test('a time without a zone is in UTC', async () => {
	create('a');
	create('b');
	const trigger = poller();
	await trigger.poll();
	const local = (time: number) => new Date(time).toISOString().replace('Z', '');
	put('a', { eTag: '"later"', updatedDateTime: local(clock + 2000) });
	put('b', { eTag: '"sooner"', updatedDateTime: local(clock + 1000) });

	expect(await ids(trigger.poll())).toEqual(['b', 'a']);
	expect(await ids(trigger.poll())).toEqual([]);
});

test.each([
	[
		'that has changed since',
		(id: string) => {
			touch(id);
		},
	],
	['that has not changed since', () => undefined],
])('a lead that becomes visible late, and %s is created, once', async (_name, meanwhile) => {
	for (let index = 0; index < 20; index += 1) {
		passTime(3_600_000);
		create(`r${index}`);
	}
	const trigger = poller();
	await trigger.poll();
	const old = new Date(clock - 100 * 3_600_000).toISOString();
	create('late', { createdDateTime: old, updatedDateTime: old });
	meanwhile('late');

	const polled = [...(await events(trigger.poll())), ...(await events(trigger.poll()))];

	expect(polled).toEqual([['late', { names: ['referralCreated'], previous: {} }]]);
	touch('late');
	expect((await events(trigger.poll()))[0][1]).toMatchObject({ names: ['referralUpdated'] });
});

test('an item says what has happened, and what was before', async () => {
	for (const id of ['status', 'value', 'currency', 'notes']) create(id);
	const trigger = poller({
		events: ['referralUpdated', 'statusChanged', 'dealValueChanged'],
		output: 'raw',
	});
	await trigger.poll();
	touch('status', (referral) => {
		Object.assign(referral, { status: 'Active', substatus: 'Accepted' });
	});
	touch('value', ({ details }) => (details.dealValue = 7));
	touch('currency', ({ details }) => (details.currency = 'EUR'));
	touch('notes', ({ details }) => (details.notes = 'x'));

	const previous = { status: 'New', substatus: 'Pending', dealValue: 5000, currency: 'USD' };
	expect(await events(trigger.poll())).toEqual([
		['status', { names: ['referralUpdated', 'statusChanged'], previous }],
		['value', { names: ['referralUpdated', 'dealValueChanged'], previous }],
		['currency', { names: ['referralUpdated', 'dealValueChanged'], previous }],
		['notes', { names: ['referralUpdated'], previous }],
	]);
});

test('many referrals in the future hide none', async () => {
	create('a');
	const trigger = poller();
	await trigger.poll();
	const future = Array.from({ length: 12 }, (_, index) => `f${index}`);
	for (const id of future) create(id, { updatedDateTime: `2099-01-01T00:00:00.0000001Z` });
	expect((await ids(trigger.poll())).sort()).toEqual([...future].sort());

	for (const id of ['b', 'c']) {
		create(id);
		expect(await ids(trigger.poll())).toEqual([id]);
	}
});

test.each([0, 1, 3, 4])(
	'a referral on page 1 that disappears while page 2 is read hides none (row %i)',
	async (row) => {
		const all = Array.from({ length: 14 }, (_, index) => `r${index}`);
		for (const id of all) create(id);
		const trigger = poller({ events: ['referralUpdated'] });
		await trigger.poll();
		for (const id of all) touch(id);
		let page = 0;
		partnerCenter.simulator.fault({
			when: () => {
				page += 1;
				if (page === 2) disappear(all, all.at(-1 - row)!);
				return false;
			},
			delayMs: 0,
			times: Infinity,
		});

		expect((await ids(trigger.poll())).sort()).toEqual([...all].sort());
	},
);

function disappear(all: string[], gone: string): void {
	const { simulator } = partnerCenter;
	const rest = all.filter((id) => id !== gone).map((id) => simulator.referral(id));
	simulator.clear();
	for (const referral of rest) simulator.put(referral);
}
