import { malformedFields } from '../schema/malformedFields.mts';
import {
	add,
	client,
	dealValue,
	expectRefused,
	id,
	replace,
	returnRepresentation,
	simulator,
} from './patchedReferral.mts';

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
