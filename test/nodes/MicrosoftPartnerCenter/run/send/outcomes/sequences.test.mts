import type { IDataObject, INode } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import type { Fault, RecordedRequest, Referral } from '../../../../../simulator/simulator.mts';
import { shortenWaits } from '../../../../../shortWaits.mts';

shortenWaits();

let partnerCenter: PartnerCenter;
let id: string;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
	id = partnerCenter.referral({ status: 'Active', substatus: 'Accepted' });
});
afterEach(() => partnerCenter.simulator.stop());

const isPatch = ({ method }: RecordedRequest) => method === 'PATCH';
const fault = (one: Fault) => {
	partnerCenter.simulator.fault({ when: isPatch, ...one });
};
const stored = () => partnerCenter.simulator.referral(id);
const emails = () => stored().team.map(({ email }) => email);
const solutions = () => stored().details.requirements.solutions;

const run = (parameters: object, items: IDataObject[] = [{}], node: Partial<INode> = {}) =>
	partnerCenter.run({ referralId: byId(id), ...parameters } as never, { items, node });

/** Another user, or the service itself, changes the referral at the moment of the nth read. */
function atRead(number: number, change: (referral: Referral) => void): void {
	let reads = 0;
	partnerCenter.simulator.fault({
		when: ({ method }) => {
			if (method === 'GET' && ++reads === number) partnerCenter.simulator.touch(id, change);
			return false;
		},
		until: Promise.resolve(),
	});
}

test('notes and a member: the member that a colleague adds meanwhile does not prove the notes', async () => {
	fault({ status: 500 });
	atRead(2, ({ team }) => team.push({ email: 'jane@contoso.com' }));

	const { error } = await run({
		operation: 'update',
		updateFields: { notes: 'ours', addTeamMembers: [{ email: 'jane@contoso.com' }] },
	});

	expect(error).toBeUndefined();
	expect(stored().details.notes).toBe('ours');
	expect(emails()).toEqual(['john@contoso.com', 'jane@contoso.com']);
});

test.each([{}, { useIfMatch: true }])(
	'a referral that a colleague closes as Won is not reported as Lost (%j)',
	async (guard) => {
		const { eTag } = stored();
		fault({ status: 503, headers: { 'Retry-After': '0' } });
		atRead(1, (referral) => Object.assign(referral, { status: 'Closed', substatus: 'Won' }));

		const { error } = await run({ operation: 'changeStatus', substatus: 'Lost', ...guard }, [
			{ eTag },
		]);

		expect(stored()).toMatchObject({ status: 'Closed', substatus: 'Won' });
		expect(error?.message).not.toMatch(/another user/i);
	},
);

test('a referral that a colleague closes between the read-back and the resend is in doubt', async () => {
	fault({ status: 503, headers: { 'Retry-After': '0' } });
	let isClosed = false;
	partnerCenter.simulator.fault({
		// The first PATCH meets the fault above, and doesn't come here.
		when: ({ method }) => {
			if (method === 'PATCH' && !isClosed) {
				isClosed = true;
				partnerCenter.simulator.touch(id, (referral) => {
					Object.assign(referral, { status: 'Closed', substatus: 'Won' });
				});
			}
			return false;
		},
		until: Promise.resolve(),
	});

	const { error } = await run({ operation: 'changeStatus', substatus: 'Lost' });

	expect(stored()).toMatchObject({ status: 'Closed', substatus: 'Won' });
	expect(error?.message).toMatch(/It is unclear whether your change was made/);
	expect(error?.description).toMatch(/^Fields in doubt: Status \(\/status, \/substatus\)\. /);
});

test('what a later item has written proves nothing about an item that n8n tries again', async () => {
	fault({ status: 503 });

	const { error, items } = await run(
		{
			operation: 'update',
			updateFields: { currency: 'EUR', addSolutions: '={{ [{ id: $json.solution }] }}' },
			options: { maxRetries: 0 },
		},
		[{ solution: 'SOL-A' }, { solution: 'SOL-B' }],
		{
			onError: 'continueRegularOutput',
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
		},
	);

	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.error)).toEqual([undefined, undefined]);
	const added = solutions().map((one) => one.id);
	expect(added.filter((one) => one === 'SOL-A')).toHaveLength(1);
	expect(added.filter((one) => one === 'SOL-B')).toHaveLength(1);
});

test('a member that existed with another phone number is not reported as added', async () => {
	fault({ connection: 'reset' });

	const { error } = await run({
		operation: 'addTeamMember',
		email: 'john@contoso.com',
		phoneNumber: '0000000009',
		skipIfPresent: false,
	});

	expect(error?.message).toMatch(/It is unclear whether your change was made/);
	expect(error?.description).toMatch(/^Fields in doubt: Team \(\/team\)\. /);
	expect(emails()).toEqual(['john@contoso.com']);
	expect(partnerCenter.simulator.patches).toHaveLength(1);
});

test('a solution that the service stores under another name is added once', async () => {
	fault({ connection: 'applied-then-reset' });
	atRead(2, ({ details }) => {
		for (const one of details.requirements.solutions) one.name = 'The name in the catalog';
	});

	const { error } = await run({
		operation: 'update',
		updateFields: { addSolutions: [{ id: 'SOL-A', name: 'Ours' }] },
	});

	expect(error).toBeUndefined();
	expect(solutions().filter((one) => one.id === 'SOL-A')).toHaveLength(1);
	expect(partnerCenter.simulator.patches).toHaveLength(1);
});

test('a text whose line endings the service rewrites is recognized as our own change', async () => {
	const { eTag } = stored();
	fault({ connection: 'applied-then-reset' });
	atRead(1, ({ details }) => {
		details.notes = details.notes!.replaceAll('\r\n', '\n');
	});

	const { error, items } = await run(
		{ operation: 'update', updateFields: { notes: 'one\r\ntwo' }, useIfMatch: true },
		[{ eTag }],
	);

	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ id });
	expect(partnerCenter.simulator.patches).toHaveLength(1);
});
