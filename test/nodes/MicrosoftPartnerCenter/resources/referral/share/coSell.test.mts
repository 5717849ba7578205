import {
	CO_SELL,
	create,
	createdReferrals,
	isMicrosoftsPost,
	isOwnPost,
	microsofts,
	partnerCenter,
	posts,
	requests,
	RETRY,
	startPartnerCenter,
} from './sharingRuns.mts';
import { shortenWaits } from '../../../../../shortWaits.mts';

shortenWaits();

beforeEach(() => startPartnerCenter());
afterEach(() => partnerCenter.simulator.stop());

test('a co-sell deal is two referrals of one engagement: the partner’s own, then Microsoft’s', async () => {
	const { items, error } = await create();

	expect(error).toBeUndefined();
	const common = {
		name: 'Contoso moves to Azure',
		type: 'Shared',
		qualification: 'SalesQualified',
		customerProfile: {
			name: 'Contoso',
			address: { country: 'US' },
			team: [{ email: 'ravi@contoso.com' }],
		},
		consent: {
			consentToToShareInfoWithOthers: true,
			consentToContact: false,
			consentToShareReferralWithMicrosoftSellers: true,
		},
		details: { requirements: { solutions: [{ id: 'SOL-1' }, { id: 'SOL-2' }] } },
	};
	const [item] = items;
	const { engagementId } = partnerCenter.simulator.referral(item.json.id as string);
	expect(posts()).toEqual([
		{
			...common,
			target: [
				{ type: 'SolutionProfile', id: 'SOL-1' },
				{ type: 'SolutionProfile', id: 'SOL-2' },
			],
		},
		{
			...common,
			engagementId,
			target: [{ type: 'BusinessProfileLocation', id: 'msft' }],
			inviteContext: { assistanceRequestCode: 'GeneralOrOther' },
		},
	]);
	expect(requests()).toEqual(['POST', 'POST']);
});

test('the output is the own referral, and names Microsoft’s', async () => {
	const { items } = await create({ ...CO_SELL, output: 'simplified' });

	const { id, microsoftReferralId, ...rest } = items[0].json;
	const { target } = partnerCenter.simulator.referral(id as string);
	expect(target).toContainEqual({ type: 'SolutionProfile', id: 'SOL-1' });
	expect(partnerCenter.simulator.referral(microsoftReferralId as string).target).toEqual([
		{ type: 'BusinessProfileLocation', id: 'msft' },
	]);
	expect(rest).toMatchObject({ name: 'Contoso moves to Azure', status: 'Active' });
	expect(rest).not.toHaveProperty('outcome');
});

test('the key of the CRM identifies only the own referral', async () => {
	await create({ ...CO_SELL, additionalFields: { externalReferenceId: 'OPP-1' } });

	expect(posts().map(({ externalReferenceId }) => externalReferenceId)).toEqual([
		'OPP-1',
		undefined,
	]);
});

test('the two requests have request IDs of their own', async () => {
	await create();

	const [first, second] = partnerCenter.simulator.requests.map(
		({ headers }) => headers['ms-requestid'],
	);
	expect(first).not.toBe(second);
});

test.each(['private', 'partnerLed'])('a %s deal is one referral', async (dealType) => {
	const { items } = await create({ ...CO_SELL, dealType });

	expect(posts()).toHaveLength(1);
	expect(posts()[0]).not.toHaveProperty('target');
	expect(items[0].json).not.toHaveProperty('microsoftReferralId');
});

test('if Microsoft’s referral is rejected, the message says what exists and how to finish', async () => {
	partnerCenter.simulator.fault({ when: isMicrosoftsPost, status: 403 });

	const { error } = await create();

	const [{ id }] = createdReferrals;
	expect(error?.message).toContain('(403');
	expect(error?.description).toContain(`The referral ${id} was created.`);
	expect(error?.description).toContain('use the operation "Share With Microsoft" with its ID');
	expect(error?.description).not.toMatch(/Nothing was|not sent/);
});

test.each([
	['rejected', { status: 403 }],
	['not answered, and not found', { connection: 'reset' as const }],
])('Retry On Fail sends only the second referral if it was %s', async (_name, fault) => {
	partnerCenter.simulator.fault({ when: isMicrosoftsPost, ...fault });

	const { items, error } = await create(CO_SELL, RETRY);

	const isLost = 'connection' in fault;
	const sent = partnerCenter.simulator.requests.filter(isOwnPost);
	expect(sent).toHaveLength(1);
	// What may have been executed is not sent again.
	expect(partnerCenter.simulator.requests.filter(isMicrosoftsPost)).toHaveLength(isLost ? 1 : 2);
	if (isLost)
		expect(error?.message).toContain('It is unknown whether the deal was shared with Microsoft');
	else expect(items[0].json.microsoftReferralId).toEqual(expect.any(String));
});

test('Microsoft’s referral is found again if only its answer was lost', async () => {
	partnerCenter.simulator.fault({ when: isMicrosoftsPost, connection: 'applied-then-reset' });

	const { items, error } = await create();

	expect(error).toBeUndefined();
	expect(requests()).toEqual(['POST', 'POST', 'GET']);
	expect(createdReferrals).toHaveLength(2);
	expect(items[0].json.microsoftReferralId).toEqual(expect.any(String));
});

test('if the answer to the first is lost, the second is not sent, not even by Retry On Fail', async () => {
	partnerCenter.simulator.fault({ when: isOwnPost, connection: 'applied-then-reset' });

	const { error } = await create(CO_SELL, RETRY);

	expect(posts()).toHaveLength(1);
	expect(error?.message).toContain('it is unknown whether the referral was created');
});

test('a 429 to either of them only delays it', async () => {
	const fault = { status: 429, headers: { 'Retry-After': '0' } };
	partnerCenter.simulator.fault({ when: isOwnPost, ...fault });
	partnerCenter.simulator.fault({ when: isMicrosoftsPost, ...fault });

	const { error } = await create();

	expect(error).toBeUndefined();
	expect(createdReferrals).toHaveLength(2);
});

test('a new referral that joins an engagement is not shared again', async () => {
	const id = microsofts();

	const { items } = await create({
		...CO_SELL,
		additionalFields: { engagementId: 'engagement-1' },
	});

	expect(posts()).toHaveLength(1);
	expect(items[0].json.microsoftReferralId).toBe(id);
});

test('an answer without a body is completed by reading the referral', async () => {
	partnerCenter.simulator.fault({
		when: isOwnPost,
		status: 201,
		body: '',
		headers: { Location: 'https://api.partner.microsoft.com/v1.0/referrals/referral-1' },
	});
	partnerCenter.referral({ id: 'referral-1', engagementId: 'engagement-7' });

	const { items, error } = await create();

	expect(error).toBeUndefined();
	expect(posts()[1]).toMatchObject({ engagementId: 'engagement-7' });
	expect(items[0].json.id).toBe('referral-1');
});

test('without an engagement ID, the message says that the referral exists', async () => {
	partnerCenter.simulator.fault({ when: isOwnPost, status: 201, body: { id: 'referral-1' } });
	partnerCenter.simulator.fault({
		when: ({ method }) => method === 'GET',
		status: 200,
		body: { id: 'referral-1' },
	});

	const { error } = await create();

	expect(posts()).toHaveLength(1);
	expect(error?.message).toContain('Partner Center returned the referral without an engagement ID');
	expect(error?.description).toContain('The referral referral-1 was created.');
});

test('the preview shows both requests, and sends neither', async () => {
	const { items } = await create({ ...CO_SELL, options: { preview: true } });

	expect(requests()).toEqual([]);
	expect(items[0].json).toMatchObject({
		preview: true,
		method: 'POST',
		body: { target: [{ type: 'SolutionProfile', id: 'SOL-1' }, {}] },
		then: {
			method: 'POST',
			body: {
				engagementId: '(the engagement ID of the new referral)',
				target: [{ type: 'BusinessProfileLocation', id: 'msft' }],
			},
		},
	});
});

test('twenty deals are forty referrals, in pairs', async () => {
	const { items } = await create(
		{ ...CO_SELL, name: '={{ $json.name }}' },
		{},
		Array.from({ length: 20 }, (_, index) => ({ name: `Deal ${index}` })),
	);

	expect(items).toHaveLength(20);
	for (const { json } of items) {
		const [mine, theirs] = [json.id, json.microsoftReferralId].map((id) =>
			partnerCenter.simulator.referral(id as string),
		);
		expect(theirs.engagementId).toBe(mine.engagementId);
		expect(theirs.name).toBe(mine.name);
	}
	expect(createdReferrals).toHaveLength(40);
});
