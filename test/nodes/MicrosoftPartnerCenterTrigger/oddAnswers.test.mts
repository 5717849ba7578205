import type { IDataObject } from 'n8n-workflow';

import {
	clock,
	create,
	ids,
	partnerCenter,
	passTime,
	poller,
	setClock,
	touch,
} from './polledService.mts';

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
			message: expect.stringContaining('Not for [removed].') as string,
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
		passTime(1000);
		const late = new Date(clock + 3_600_000).toISOString().replace('Z', '+01:00');
		partnerCenter.simulator.put({
			...partnerCenter.simulator.referral('a'),
			eTag: '"offset"',
			updatedDateTime: late,
		});

		expect(await ids(trigger.poll())).toEqual(['a']);
		expect(await ids(trigger.poll())).toEqual([]);
	});

	test('one that is dated in the future does not hide those that come until then', async () => {
		create('a');
		const trigger = poller();
		await trigger.poll();
		create('future', { updatedDateTime: '2099-01-01T00:00:00.0000000Z' });
		expect(await ids(trigger.poll())).toEqual(['future']);

		setClock(Date.now());
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
			message:
				'The service is temporarily unavailable. Partner Center could not process the request (503 serviceNotAvailable)',
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
