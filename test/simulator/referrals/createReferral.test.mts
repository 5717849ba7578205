import { signedInClient, type SignedInClient } from '../signedInClient.mts';
import { type Referral, type Simulator, startSimulator } from '../simulator.mts';
import { malformedFields } from './schema/malformedFields.mts';

const privateDeal = {
	name: 'A private deal',
	type: 'Independent',
	qualification: 'SalesQualified',
	customerProfile: { name: 'Fabrikam', address: { country: 'US' } },
	consent: { consentToShareReferralWithMicrosoftSellers: false },
	details: { dealValue: '2500.50', currency: 'USD', notes: 'From the fair.' },
	team: [{ email: 'jane.doe@contoso.com' }],
};

let simulator: Simulator;
let client: SignedInClient;

beforeEach(async () => {
	simulator = await startSimulator({ now: () => new Date('2026-03-01T10:00:00.5Z') });
	client = signedInClient(simulator);
});

afterEach(async () => {
	await simulator.stop();
});

test('a new referral is the partner’s own, accepted, and comes back populated', async () => {
	const { status, headers, body } = await client.post(privateDeal);
	const created = body as Referral;
	const moment = '2026-03-01T10:00:00.5000000Z';

	expect(status).toBe(201);
	expect(created).toMatchObject({
		...privateDeal,
		details: { dealValue: 2500.5, requirements: { solutions: [] } },
		id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
		engagementId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
		organizationName: 'Contoso Company',
		status: 'Active',
		substatus: 'Accepted',
		direction: 'Outgoing',
		createdDateTime: moment,
		updatedDateTime: moment,
		acceptedDateTime: moment,
		closedDateTime: null,
	});
	expect(created.links.self.uri).toContain(created.id);
	expect(headers.get('etag')).toBe(created.eTag);
	expect(simulator.referral(created.id)).toEqual(created);
});

test('a new referral joins the engagement it names', async () => {
	const engagementId = '65edc0b5-3485-41b7-a17e-dfa9ef4706e2';
	const { body } = await client.post({ ...privateDeal, engagementId });
	expect(body).toMatchObject({ engagementId });
});

test('what only the service writes is not taken from the body', async () => {
	const { body } = await client.post({
		...privateDeal,
		id: 'mine',
		eTag: '"mine"',
		status: 'Closed',
		substatus: 'Won',
		direction: 'Incoming',
		organizationName: 'Mine',
		createdDateTime: '2020-01-01T00:00:00Z',
	});
	expect(body).toMatchObject({
		status: 'Active',
		direction: 'Outgoing',
		organizationName: 'Contoso Company',
		createdDateTime: '2026-03-01T10:00:00.5000000Z',
	});
	expect(Object.values(body as Referral)).not.toContain('mine');
	expect(Object.values(body as Referral)).not.toContain('"mine"');
});

test.each(['type', 'customerProfile', 'consent', 'details'])(
	'a referral without %s is refused by that name',
	async (field) => {
		const { status, body } = await client.post({ ...privateDeal, [field]: undefined });
		expect(status).toBe(400);
		expect(body).toMatchObject({ error: { code: 'invalidRequest', target: field } });
	},
);

/** The private deal with another value in one place, "details/dealValue". */
function privateDealWith(field: string, value: unknown): Record<string, unknown> {
	const [name, ...below] = field.split('/').reverse();
	const fields = below.reduce<object>((inner, outer) => ({ [outer]: inner }), { [name]: value });
	return { ...privateDeal, ...fields };
}

test.each(malformedFields)('%s is refused', async (_what, field, value, target) => {
	const { status, body } = await client.post(privateDealWith(field, value));
	expect(status).toBe(400);
	expect(body).toMatchObject({ error: { code: 'invalidRequest', target } });
	expect((await client.list()).body).toMatchObject({ '@odata.count': 6 });
});

test('an unknown field is refused by its name', async () => {
	const { status, body } = await client.post(privateDealWith('dealValue', 1));
	expect(status).toBe(400);
	expect(body).toMatchObject({ error: { target: 'dealValue' } });
});

test('a referral that was read can be created again as it is', async () => {
	const { body } = await client.get('/c5fbb3b6-be74-4795-9fb5-4324c73fed37');
	expect((await client.post(body)).status).toBe(201);
});

test.each([
	['is no object', '[]', 'application/json', 400],
	['is no JSON', '{', 'application/json', 400],
	['is of another type', 'a=b', 'application/x-www-form-urlencoded', 415],
])('a body that %s is refused', async (_what, body, type, status) => {
	const answer = await client.send('POST', '', { body, headers: { 'Content-Type': type } });
	expect(answer.status).toBe(status);
});
