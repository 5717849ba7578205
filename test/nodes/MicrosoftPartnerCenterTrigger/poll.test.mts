import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { PartnerCenter } from '../../engine/partnerCenter.mts';
import { Poller } from '../../engine/triggers.mts';
import type { Referral } from '../../simulator/simulator.mts';

const START = Date.parse('2026-05-01T12:00:00Z');

let partnerCenter: PartnerCenter;
/** The service's clock, in milliseconds; each change is made a second after the one before. */
let clock: number;

beforeEach(async () => {
	clock = START;
	partnerCenter = await PartnerCenter.start({
		referrals: [],
		pageSize: 5,
		now: () => new Date(clock),
	});
	partnerCenter.credential.data.oauthTokenData = {
		...partnerCenter.simulator.signIn(),
	} as IDataObject;
});
afterEach(() => partnerCenter.simulator.stop());

const poller = (parameters: INodeParameters = {}) =>
	new Poller(partnerCenter.engine, partnerCenter.credential, {
		events: ['referralCreated', 'referralUpdated'],
		...parameters,
	});

function create(id: string, fields: object = {}): void {
	clock += 1000;
	const moment = new Date(clock).toISOString();
	partnerCenter.referral({ id, createdDateTime: moment, updatedDateTime: moment, ...fields });
}

function touch(id: string, change: (referral: Referral) => void = () => undefined): void {
	clock += 1000;
	partnerCenter.simulator.touch(id, change);
}

const ids = async (polled: Promise<Array<{ json: IDataObject }>>) =>
	(await polled).map(({ json }) => json.id);

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
		clock += 600_000;
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

test('gives out all that are there, oldest change first, where that is asked for', async () => {
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

describe('events', () => {
	const change = {
		status: (referral: Referral) => {
			referral.status = 'Active';
			referral.substatus = 'Accepted';
		},
		value: ({ details }: Referral) => {
			details.dealValue = 7;
		},
		notes: ({ details }: Referral) => {
			details.notes = 'other';
		},
	};

	test.each([
		[['referralCreated'], ['new']],
		[['referralUpdated'], ['status', 'value', 'notes']],
		[['statusChanged'], ['status']],
		[['dealValueChanged'], ['value']],
		[
			['statusChanged', 'dealValueChanged'],
			['status', 'value'],
		],
		[
			['referralCreated', 'dealValueChanged'],
			['value', 'new'],
		],
	])('%j are told apart', async (events, expected) => {
		for (const id of ['status', 'value', 'notes', 'still']) create(id);
		const trigger = poller({ events });
		await trigger.poll();

		touch('status', change.status);
		touch('value', change.value);
		touch('notes', change.notes);
		create('new');

		expect(await ids(trigger.poll())).toEqual(expected);
		expect(await ids(trigger.poll())).toEqual([]);
	});

	test('a change of the status is told from one of long ago', async () => {
		create('a');
		const trigger = poller({ events: ['statusChanged'] });
		await trigger.poll();

		for (let hour = 0; hour < 5; hour += 1) {
			clock += 3_600_000;
			touch('a', change.notes);
			expect(await ids(trigger.poll())).toEqual([]);
		}
		touch('a', change.status);
		expect(await ids(trigger.poll())).toEqual(['a']);
	});

	test('one that was created is not created again when it changes', async () => {
		const trigger = poller({ events: ['referralCreated'] });
		await trigger.poll();
		create('a');
		expect(await ids(trigger.poll())).toEqual(['a']);

		for (const pause of [1, 1000, 3_600_000]) {
			clock += pause;
			touch('a');
			expect(await ids(trigger.poll())).toEqual([]);
		}
	});
});

test('filters look at the newest state', async () => {
	for (const id of ['us', 'de', 'team']) create(id);
	const trigger = poller({
		filters: { country: 'US', teamMemberEmail: 'Jane@Contoso.com', status: 'New' },
	});
	await trigger.poll();

	const isIn = (country: string, email: string) => (referral: Referral) => {
		referral.customerProfile.address = { country };
		referral.team = [{ email }];
	};
	touch('us', isIn('US', 'jane@contoso.com'));
	touch('de', isIn('DE', 'jane@contoso.com'));
	touch('team', isIn('US', 'john@contoso.com'));

	expect(await ids(trigger.poll())).toEqual(['us']);
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

describe('odd answers', () => {
	test('a token that the service repeats stays out of the message', async () => {
		const { access_token: token } = partnerCenter.credential.data.oauthTokenData as {
			access_token: string;
		};
		partnerCenter.simulator.fault({ status: 403, message: `Not for ${token}.` });

		const error = await poller()
			.poll()
			.catch((thrown: unknown) => thrown as Error);

		expect(error).toMatchObject({
			description: expect.stringContaining('Not for [removed].') as string,
		});
		expect(JSON.stringify(error)).not.toContain(token);
	});

	test('a 429 is waited out', async () => {
		create('a');
		const trigger = poller({ includeExisting: true });
		partnerCenter.simulator.fault({ status: 429, headers: { 'Retry-After': '0' }, times: 2 });

		expect(await ids(trigger.poll())).toEqual(['a']);
	});

	test('a wait that would take more than 40 seconds in total is left to the next poll', async () => {
		create('a');
		const trigger = poller({ includeExisting: true });
		partnerCenter.simulator.fault({ status: 429, headers: { 'Retry-After': '41' } });

		await expect(trigger.poll()).rejects.toThrow(/too many requests/);
		expect(await ids(trigger.poll())).toEqual(['a']);
	});

	test('of two polls that overlap, each change is delivered once, and in its newest state', async () => {
		const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
		for (const id of all) create(id);
		const trigger = poller({ events: ['referralUpdated'], output: 'raw' });
		await trigger.poll();
		const write = (id: string, notes: string) => {
			touch(id, ({ details }) => (details.notes = notes));
		};
		for (const id of all) write(id, 'first');
		// The first poll has read page 1 and waits for page 2 when the second one begins.
		let release!: () => void;
		const until = new Promise<void>((resolve) => (release = resolve));
		const isSecondPage = ({ query }: { query: Record<string, unknown> }) =>
			query.$orderby === undefined;
		partnerCenter.simulator.fault({ when: isSecondPage as never, until });

		const polls = await trigger.pollTwice(async () => {
			const { requests } = partnerCenter.simulator;
			while (!requests.some(isSecondPage as never)) {
				await new Promise((resolve) => setImmediate(resolve));
			}
			write('g', 'second');
			setTimeout(release, 200);
		});

		const notesOf = (json: IDataObject) => (json.details as { notes: string }).notes;
		const delivered = polls.flat().map(({ json }) => [json.id, notesOf(json)]);
		expect(delivered.sort()).toEqual(all.map((id) => [id, id === 'g' ? 'second' : 'first']));
		expect(await trigger.poll()).toEqual([]);
	});

	test('times with an offset compare as what they are', async () => {
		create('a');
		const trigger = poller();
		await trigger.poll();
		clock += 1000;
		const late = new Date(clock + 3_600_000).toISOString().replace('Z', '+01:00');
		partnerCenter.simulator.put({
			...partnerCenter.simulator.referral('a'),
			eTag: '"offset"',
			updatedDateTime: late,
		});

		expect(await ids(trigger.poll())).toEqual(['a']);
		expect(await ids(trigger.poll())).toEqual([]);
	});

	test('a time that can’t be read is a failure, and nothing is forgotten', async () => {
		create('a');
		const trigger = poller();
		await trigger.poll();
		const body = { value: [{ id: 'b', updatedDateTime: 'soon' }] };
		partnerCenter.simulator.fault({ status: 200, body });

		await expect(trigger.poll()).rejects.toThrow('could not be read as a list');
	});

	test('one that is dated in the future does not hide those that come until then', async () => {
		create('a');
		const trigger = poller();
		await trigger.poll();
		create('future', { updatedDateTime: '2099-01-01T00:00:00.0000000Z' });
		expect(await ids(trigger.poll())).toEqual(['future']);

		clock = Date.now();
		create('b');
		expect(await ids(trigger.poll())).toEqual(['b']);
	});

	test('IDs that objects have names for are IDs like others', async () => {
		const trigger = poller({ events: ['referralCreated', 'statusChanged'] });
		await trigger.poll();
		create('constructor');
		expect(await ids(trigger.poll())).toEqual(['constructor']);
		touch('constructor');
		expect(await ids(trigger.poll())).toEqual([]);
	});
});

describe('where the service fails', () => {
	test.each([
		['at once', 0],
		['in the middle of paging', 1],
	])('%s, the next poll begins where this one did', async (_name, skip) => {
		const trigger = poller();
		await trigger.poll();
		for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) create(id);
		partnerCenter.simulator.fault({ status: 503, skip });

		await expect(trigger.poll()).rejects.toMatchObject({
			name: 'NodeApiError',
			message: 'Partner Center could not answer (503 serviceNotAvailable)',
		});

		expect(await ids(trigger.poll())).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
	});

	test('an answer that is no list changes nothing either', async () => {
		create('a');
		const trigger = poller();
		await trigger.poll();
		const before = trigger.staticData;
		partnerCenter.simulator.fault({ status: 200, body: '<html>' });

		await expect(trigger.poll()).rejects.toThrow('could not be read as a list of referrals');
		expect(trigger.staticData).toEqual(before);
	});
});

test('what changes while pages are read is in the same poll, once', async () => {
	for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) create(id);
	const trigger = poller({ events: ['referralUpdated'] });
	await trigger.poll();
	for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) touch(id);
	partnerCenter.simulator.fault({
		skip: 1,
		delayMs: 1,
		until: Promise.resolve().then(async () => {
			while (partnerCenter.simulator.requests.length < 4) await new Promise(setImmediate);
			touch('a');
		}),
	});

	const first = await ids(trigger.poll());
	const second = await ids(trigger.poll());

	expect([...first, ...second].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
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

test('gives out referrals as on the node', async () => {
	const trigger = poller({ output: 'selected', outputFields: 'details.notes' });
	await trigger.poll();
	create('a');

	const [{ json }] = await trigger.poll();

	expect(json).toEqual({
		id: 'a',
		eTag: partnerCenter.simulator.referral('a').eTag,
		details: { notes: 'First call on Monday.' },
	});
});

test.each([
	[{ events: [] }, '"Events" must be a list of at least one choice, not an empty list'],
	[{ events: ['deleted'] }, '"Events" must be one of dealValueChanged, referralCreated'],
	[{ filters: { country: 'USA' } }, '"Country" must be a country'],
	[{ includeExisting: '={{ "perhaps" }}' }, '"Include Existing" must be true or false'],
	[{ output: '={{ "all" }}' }, '"Output" must be one of'],
])('refuses %j by its name and sends nothing', async (parameters, message) => {
	await expect(poller(parameters).poll()).rejects.toThrow(message);
	expect(partnerCenter.simulator.requests).toEqual([]);
});
