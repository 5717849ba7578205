import type { Referral } from '../../simulator/simulator.mts';
import { create, ids, passTime, poller, touch } from './polledService.mts';

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

	test('a new change of the status is distinguished from an old one', async () => {
		create('a');
		const trigger = poller({ events: ['statusChanged'] });
		await trigger.poll();

		for (let hour = 0; hour < 5; hour += 1) {
			passTime(3_600_000);
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
			passTime(pause);
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
