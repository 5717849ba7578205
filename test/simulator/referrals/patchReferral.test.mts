import { signedInClient, type Seen, type SignedInClient } from '../signedInClient.mts';
import { type Referral, type Simulator, startSimulator } from '../simulator.mts';
import { malformedFields } from './malformedFields.mts';

const id = 'c5fbb3b6-be74-4795-9fb5-4324c73fed37';
const returnRepresentation = { Prefer: 'return=representation' };
const dealValue = { op: 'replace', path: '/details/dealValue', value: '10000' };

let simulator: Simulator;
let client: SignedInClient;

beforeEach(async () => {
	simulator = await startSimulator({ now: () => new Date('2026-03-01T10:00:00.5Z') });
	client = signedInClient(simulator);
});

afterEach(async () => {
	await simulator.stop();
});

const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });
const add = (path: string, value: unknown) => ({ op: 'add', path, value });

/** The one thing that a refusal must have left alone. */
async function expectRefused(answer: Promise<Seen>, status: number, target: string) {
	const before = simulator.referral(id);
	const { status: seen, body } = await answer;
	expect(seen).toBe(status);
	expect(body).toMatchObject({
		error: { code: status === 412 ? 'preconditionFailed' : 'invalidRequest', target },
	});
	expect(simulator.referral(id)).toEqual(before);
}

describe('the answer', () => {
	test('is 204 without a body', async () => {
		const { status, headers, body } = await client.patch(id, [dealValue]);
		expect(status).toBe(204);
		expect(body).toBeUndefined();
		expect(headers.get('etag')).toBe(simulator.referral(id).eTag);
	});

	test.each(['return=representation', 'Return=Representation', 'wait=5, return=representation'])(
		'is 200 with the referral for Prefer: %s',
		async (prefer) => {
			const { status, headers, body } = await client.patch(id, [dealValue], { Prefer: prefer });
			expect(status).toBe(200);
			expect(body).toEqual(simulator.referral(id));
			expect(headers.get('etag')).toBe((body as Referral).eTag);
		},
	);

	test('carries a new entity tag and a later moment, even within the same tick', async () => {
		const updates = ['2026-03-01T10:00:00.5000000Z', '2026-03-01T10:00:00.5000001Z'];
		const tags = new Set([simulator.referral(id).eTag]);
		for (const updatedDateTime of updates) {
			const { body } = await client.patch(id, [dealValue], returnRepresentation);
			expect(body).toMatchObject({ updatedDateTime });
			tags.add((body as Referral).eTag);
		}
		expect(tags.size).toBe(3);
	});

	test('stays the same for an id of another case', async () => {
		expect((await client.patch(id.toUpperCase(), [dealValue])).status).toBe(204);
		expect(simulator.referral(id).details.dealValue).toBe(10000);
	});

	test('is 404 for an unknown referral', async () => {
		expect((await client.patch('unknown', [dealValue])).status).toBe(404);
	});
});

describe('If-Match', () => {
	test('lets the current entity tag through, verbatim', async () => {
		const { eTag } = simulator.referral(id);
		expect((await client.patch(id, [dealValue], { 'If-Match': eTag })).status).toBe(204);
	});

	test('lets any entity tag through as *', async () => {
		expect((await client.patch(id, [dealValue], { 'If-Match': '*' })).status).toBe(204);
	});

	test('refuses an entity tag that was changed behind the client’s back', async () => {
		const { eTag } = simulator.referral(id);
		simulator.touch(id, (referral) => {
			referral.details.notes = 'A colleague was here.';
		});
		const answer = client.patch(id, [dealValue], { 'If-Match': eTag });
		await expectRefused(answer, 412, 'If-Match');
	});

	test('refuses an entity tag without its quotes', async () => {
		const eTag = simulator.referral(id).eTag.replaceAll('"', '');
		await expectRefused(client.patch(id, [dealValue], { 'If-Match': eTag }), 412, 'If-Match');
	});
});

describe('the patch document', () => {
	test('is applied as a whole and in order', async () => {
		await client.patch(id, [
			dealValue,
			add('/team/-', { email: 'new@contoso.com' }),
			replace('/details/notes', 'first'),
			replace('/details/notes', 'second'),
		]);
		expect(simulator.referral(id)).toMatchObject({
			details: { dealValue: 10000, notes: 'second' },
			team: [{ email: 'jane.doe@contoso.com' }, { email: 'new@contoso.com' }],
		});
	});

	test('is not applied at all when one operation is wrong', async () => {
		const answer = client.patch(id, [dealValue, replace('/details/nothing', 1)]);
		await expectRefused(answer, 400, 'path');
	});

	test.each([
		['/campaignId', 'C-1'],
		['/consent/consentToShareReferralWithMicrosoftSellers', true],
		['/customerProfile/team', [{ email: 'a@example.com' }]],
		['/details/closingDateTime', '2026-11-30T00:00:00Z'],
		['/details/currency', 'EUR'],
		['/details/dealValue', 10.5],
		['/details/notes', 'Notes'],
		['/details/notes', null],
		['/details/requirements/solutions', [{ id: 'SOL-1' }]],
		['/externalReferenceId', 'OPP-2'],
		['/referralProgram', 'P'],
		['/salesStage', '60'],
		['/statusReason', 'Because'],
		['/team', []],
	])('replaces %s with %j', async (path, value) => {
		const { body } = await client.patch(id, [replace(path, value)], returnRepresentation);
		const written = path
			.slice(1)
			.split('/')
			.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], body);
		expect(written).toEqual(value);
	});

	test.each([
		[
			'/team/-',
			{ email: 'x@example.com', title: 'CTO', contactPreference: { disableNotifications: true } },
		],
		['/team/0', { email: 'x@example.com', firstName: null }],
		['/customerProfile/team/-', { email: 'x@example.com', phoneNumber: '1' }],
		['/customerProfile/address', { city: 'Oslo', country: 'NO' }],
		['/customerProfile/ids/-', {}],
		['/details/requirements/solutions/-', { id: 'SOL-1', type: 'Name', currency: 'EUR' }],
		['/details/requirements/additionalRequirements', { attributes: [{ id: 'HaveNotDecided' }] }],
		['/details/customerAction', 'Call back'],
		['/consent/consentToMicrosoftToContactSpecificPartners', true],
	])('adds to %s what the schema has: %j', async (path, value) => {
		expect((await client.patch(id, [add(path, value)])).status).toBe(204);
	});

	test.each([
		['an object', {}, ''],
		['empty', [], ''],
		['of no operations', [null], ''],
		['a remove', [{ op: 'remove', path: '/team/0' }], 'op'],
		['a move', [{ op: 'move', from: '/team/0', path: '/team/1' }], 'op'],
		['a test', [{ op: 'test', path: '/status', value: 'New' }], 'op'],
		['without an op', [{ path: '/status', value: 'New' }], 'op'],
		['without a path', [{ op: 'add', value: 1 }], 'path'],
		['with a path that does not begin with /', [replace('status', 'New')], 'path'],
		['for the whole referral', [replace('', {})], 'path'],
		['without a value', [{ op: 'replace', path: '/status' }], 'value'],
		['to an unknown field', [add('/colour', 'red')], 'path'],
		['to a field that is not there', [replace('/details/colour', 'red')], 'path'],
		['that adds an unknown detail', [add('/details/closeDate', 'x')], 'path'],
		['that adds an unknown requirement', [add('/details/requirements/solution', [])], 'path'],
		['that adds an unknown consent', [add('/consent/consentToShare', true)], 'path'],
		['that adds an unknown field of the customer', [add('/customerProfile/email', 'x')], 'path'],
		[
			'that adds an unknown part of the address',
			[add('/customerProfile/address/zip', '1')],
			'path',
		],
		['that adds an unknown field of a member', [add('/team/0/mail', 'x@example.com')], 'path'],
		['that goes on below a text', [add('/details/notes/first', 'x')], 'path'],
		['that names a list’s item by a word', [add('/team/first', { email: 'a@b.c' })], 'path'],
		['to a place past the end of a list', [replace('/team/5', { email: 'a@b.c' })], 'path'],
		['to the prototype', [add('/details/__proto__/x', 1)], 'path'],
		['with a member that is no object', [add('/team/-', 'jane')], 'team/-'],
		['with an empty member', [add('/team/-', {})], 'team/-/email'],
		['with a member without an email', [add('/team/-', { firstName: 'Jane' })], 'team/-/email'],
		[
			'with a member with an unknown field',
			[add('/team/-', { email: 'a@b.c', mail: 'a@b.c' })],
			'team/-/mail',
		],
		['that takes a member’s email away', [replace('/team/0/email', null)], 'team/0/email'],
		[
			'with a contact without an email',
			[add('/customerProfile/team/-', { mail: 'a@b.c' })],
			'customerProfile/team/-/mail',
		],
		[
			'with a solution without an id',
			[add('/details/requirements/solutions/-', { name: 'Kit' })],
			'details/requirements/solutions/-/id',
		],
	])('is refused when it is %s', async (_what, patch, target) => {
		await expectRefused(client.patch(id, patch), 400, target);
	});

	test.each(malformedFields)('is refused with %s', async (_what, field, value, target) => {
		await expectRefused(client.patch(id, [replace(`/${field}`, value)]), 400, target);
	});

	test('is judged by what it writes, not by what the referral holds already', async () => {
		simulator.put({ id, details: { currency: 'dollars' } });
		expect((await client.patch(id, [dealValue])).status).toBe(204);
	});

	test.each([
		'2026-11-30T10:00:00Z',
		'2026-11-30T10:00:00.1234567Z',
		'2026-11-30T10:00:00+05:30',
		'2026-11-30T10:00',
	])('takes the closing date %s', async (closingDateTime) => {
		const patch = [replace('/details/closingDateTime', closingDateTime)];
		expect((await client.patch(id, patch)).status).toBe(204);
	});

	test.each([
		['0', 0],
		['10000', 10000],
		['2500.50', 2500.5],
		[0.25, 0.25],
	])('takes the deal value %j', async (value, stored) => {
		await client.patch(id, [replace('/details/dealValue', value)]);
		expect(simulator.referral(id).details.dealValue).toBe(stored);
	});

	test.each([
		'/id',
		'/eTag',
		'/engagementId',
		'/organizationId',
		'/organizationName',
		'/direction',
		'/createdDateTime',
		'/updatedDateTime',
		'/acceptedDateTime',
		'/closedDateTime',
		'/quality',
		'/isSpam',
		'/tags',
		'/registrationStatus',
		'/registrations',
		'/registrations/0',
		'/registrations/0/status',
		'/links/self/uri',
	])('is refused for the read-only %s', async (path) => {
		await expectRefused(client.patch(id, [replace(path, 'x')]), 400, path.slice(1));
	});

	test('says what is wrong with a value, and which operation wrote it', async () => {
		const { body } = await client.patch(id, [dealValue, add('/team/-', {})]);
		expect(body).toMatchObject({
			error: {
				message:
					"Operation 1 (add /team/-): The value of 'team/-/email' must be a string that is not empty.",
			},
		});
	});

	test('says which operation is to blame, and why', async () => {
		const { body } = await client.patch(id, [dealValue, { op: 'remove', path: '/team/0' }]);
		expect(body).toMatchObject({
			error: { message: "Operation 1: the op must be 'add' or 'replace'." },
		});
	});

	test('must be application/json', async () => {
		const answer = await client.patch(id, [dealValue], {
			'Content-Type': 'application/json-patch+json',
		});
		expect(answer.status).toBe(415);
		const charset = { 'Content-Type': 'application/json; charset=utf-8' };
		expect((await client.patch(id, [dealValue], charset)).status).toBe(204);
	});
});

describe('a status', () => {
	async function changed(before: [string, string], after: [string, string]): Promise<Seen> {
		const [status, substatus] = before;
		simulator.put({ id, status, substatus });
		return await client.patch(id, [replace('/status', after[0]), replace('/substatus', after[1])]);
	}

	test.each<[[string, string], [string, string]]>([
		[
			['New', 'Pending'],
			['New', 'Received'],
		],
		[
			['New', 'Pending'],
			['Active', 'Accepted'],
		],
		[
			['New', 'Received'],
			['Closed', 'Declined'],
		],
		[
			['New', 'Received'],
			['Closed', 'Expired'],
		],
		[
			['Active', 'Accepted'],
			['Active', 'Accepted'],
		],
		[
			['Active', 'Accepted'],
			['Closed', 'Won'],
		],
		[
			['Active', 'Accepted'],
			['Closed', 'Lost'],
		],
	])('may go from %j to %j', async (before, after) => {
		expect((await changed(before, after)).status).toBe(204);
		const { status, substatus } = simulator.referral(id);
		expect([status, substatus]).toEqual(after);
	});

	test.each<[[string, string], [string, string], string]>([
		[['Active', 'Accepted'], ['New', 'Pending'], 'status'],
		[['Active', 'Accepted'], ['constructor', 'Accepted'], 'status'],
		[['Active', 'Accepted'], ['Closed', 'Accepted'], 'substatus'],
		[['Active', 'Accepted'], ['Closed', 'Error'], 'substatus'],
		[['Active', 'Accepted'], ['Active', 'Won'], 'substatus'],
		[['New', 'Pending'], ['Active', 'Pending'], 'substatus'],
		[['New', 'Pending'], ['New', 'Accepted'], 'substatus'],
		[['Closed', 'Won'], ['Closed', 'Won'], 'status'],
		[['Closed', 'Lost'], ['Active', 'Accepted'], 'status'],
		[['Closed', 'Error'], ['Closed', 'Won'], 'status'],
	])('may not go from %j to %j', async (before, after, target) => {
		const { status, body } = await changed(before, after);
		expect(status).toBe(400);
		expect(body).toMatchObject({ error: { code: 'invalidRequest', target } });
		const stored = simulator.referral(id);
		expect([stored.status, stored.substatus]).toEqual(before);
	});

	test('without its substatus is refused', async () => {
		await expectRefused(client.patch(id, [replace('/status', 'Closed')]), 400, 'substatus');
	});

	test('that is closed allows no other change either', async () => {
		simulator.put({ id, status: 'Closed', substatus: 'Won' });
		await expectRefused(client.patch(id, [dealValue]), 400, 'status');
	});

	test('that becomes active or closed sets the moment', async () => {
		simulator.put({ id, status: 'New', substatus: 'Pending' });
		await client.patch(id, [replace('/status', 'Active'), replace('/substatus', 'Accepted')]);
		expect(simulator.referral(id)).toMatchObject({
			acceptedDateTime: '2026-03-01T10:00:00.5000000Z',
			closedDateTime: null,
		});
		await client.patch(id, [replace('/status', 'Closed'), replace('/substatus', 'Won')]);
		expect(simulator.referral(id).closedDateTime).toBe('2026-03-01T10:00:00.5000000Z');
	});
});

describe('a deal registration', () => {
	const registration = {
		type: 'AzureIPCoSell',
		solutionDetails: [{ id: 'SOL-1', value: 500, currency: 'USD' }],
		contract: { value: 500, currency: 'USD', term: 'Perpetual' },
	};

	test('is added with an id, a status and the fields that were left out', async () => {
		await client.patch(id, [add('/registrations/-', registration)]);
		const [added] = simulator.referral(id).registrations;
		expect(added).toMatchObject({
			...registration,
			id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
			status: 'ReviewPending',
			registrationDateTime: '2026-03-01T10:00:00.5000000Z',
			contract: { term: 'Perpetual', startDateTime: null },
			solutionDetails: [{ value: 500, isDeployedOnAzure: null }],
		});
	});

	test('is updated by the paths below it, and keeps its id', async () => {
		await client.patch(id, [add('/registrations/-', registration)]);
		const before = simulator.referral(id).registrations[0];
		await client.patch(id, [
			replace('/registrations/0/contract/startDateTime', '2026-04-01T00:00:00Z'),
			add('/registrations/0/solutionDetails/0/pricingModel', 'Other'),
			replace(
				'/registrations/0/solutionDetails/0/marketplaceTransactionDetails/isMarketplaceTransacted',
				true,
			),
		]);
		expect(simulator.referral(id).registrations).toMatchObject([
			{
				id: before.id,
				contract: { startDateTime: '2026-04-01T00:00:00Z', value: 500 },
				solutionDetails: [
					{
						pricingModel: 'Other',
						marketplaceTransactionDetails: { isMarketplaceTransacted: true },
					},
				],
			},
		]);
	});
});
