import { PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import { mistakesIn } from '../../../../../schemas/schemas.mts';
import { outcomeOf } from '../../../bodies.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterAll(() => partnerCenter.simulator.stop());

const PERSON = {
	email: 'jane.doe@contoso.com',
	firstName: 'Jane',
	lastName: 'Doe',
	phoneNumber: '0000000001',
	title: 'Account Manager',
};
const PERSON_TO_TELL = { ...PERSON, disableNotifications: true, locale: 'en-US' };
const SOLUTION = {
	id: 'SOL-1',
	name: 'Kit',
	price: '2500.50',
	currency: 'usd',
	quantity: 12,
	publisherName: 'Contoso',
	solutionType: '3P',
	type: 'Name',
	closingDateTime: '2026-12-31',
};
const DETAILS = { closingDateTime: '2026-12-31T17:00:00+01:00', currency: 'eur', notes: '' };

const NEW = {
	name: 'Contoso moves to Azure',
	customerName: 'Contoso',
	country: 'us',
	solutions: { solution: [{ id: 'SOL-1' }] },
};
const REFERRAL = {
	name: 'Contoso moves to Azure',
	type: 'Independent',
	customerProfile: { name: 'Contoso', address: { country: 'US' } },
	consent: { consentToMicrosoftToContactSpecificPartners: true },
	details: {
		requirements: {
			solutions: [{ id: 'SOL-1' }],
			industries: [{ id: 'Education' }],
			additionalRequirements: {
				attributes: [{ type: 'CustomerMarketplaceIntent', id: 'HaveNotDecided' }],
			},
		},
	},
};

describe('a change of a referral is valid', () => {
	test.each([
		['updateDealValue, the least', { operation: 'updateDealValue', dealValue: 0 }],
		[
			'updateDealValue, everything',
			{ operation: 'updateDealValue', dealValue: '2500.50', additionalFields: DETAILS },
		],
		['changeStatus, the least', { operation: 'changeStatus' }],
		...['Pending', 'received', 'Accepted', 'Won', 'LOST', 'Declined', 'Expired', 'Error'].map(
			(substatus) =>
				[
					`changeStatus, everything (${substatus})`,
					{
						operation: 'changeStatus',
						substatus,
						additionalFields: { notes: 'So be it.', statusReason: 'It fits.' },
					},
				] as [string, object],
		),
		['addTeamMember, the least', { operation: 'addTeamMember', email: PERSON.email }],
		[
			'addTeamMember, everything',
			{
				operation: 'addTeamMember',
				...PERSON,
				additionalFields: { title: PERSON.title },
				skipIfPresent: true,
			},
		],
		['update, the least', { operation: 'update', updateFields: { campaignId: '' } }],
		[
			'update, everything that is added',
			{
				operation: 'update',
				updateFields: {
					...DETAILS,
					addCustomerContacts: [PERSON_TO_TELL, { email: 'ravi@contoso.com' }],
					addSolutions: [SOLUTION, { id: 'SOL-2' }],
					addTeamMembers: [PERSON_TO_TELL],
					campaignId: 'spring',
					dealValue: 10000,
					externalReferenceId: 'OPP-7',
					referralProgram: 'program',
					salesStage: 'Develop',
					shareWithMicrosoft: true,
					statusReason: 'It fits.',
					substatus: 'Won',
				},
			},
		],
		[
			'update, everything that is replaced',
			{
				operation: 'update',
				updateFields: {
					replaceCustomerContacts: [PERSON_TO_TELL],
					replaceSolutions: [SOLUTION],
					replaceTeam: [PERSON_TO_TELL, { email: 'john@contoso.com' }],
				},
			},
		],
		[
			'applyPatch, the least',
			{ operation: 'applyPatch', patch: '[{"op":"replace","path":"/team","value":[]}]' },
		],
	] as Array<[string, object]>)('%s', async (_name, parameters) => {
		const { body, message } = await outcomeOf(partnerCenter, parameters);

		expect(message).toBeUndefined();
		expect(mistakesIn.referralChange(body)).toEqual([]);
	});

	test('a patch document of one’s own goes out as it was written, all 18 paths of it', async () => {
		const people = [{ ...PERSON, contactPreference: { locale: 'en-US' } }];
		const patch = [
			{ op: 'add', path: '/campaignId', value: 'spring' },
			{
				op: 'replace',
				path: '/consent/consentToShareReferralWithMicrosoftSellers',
				value: true,
			},
			{ op: 'replace', path: '/customerProfile/team', value: people },
			{ op: 'add', path: '/customerProfile/team/-', value: { email: 'ravi@contoso.com' } },
			{ op: 'replace', path: '/details/closingDateTime', value: '2026-12-31T16:00:00Z' },
			{ op: 'replace', path: '/details/currency', value: 'EUR' },
			{ op: 'replace', path: '/details/dealValue', value: '10000' },
			{ op: 'replace', path: '/details/notes', value: '' },
			{ op: 'replace', path: '/details/requirements/solutions', value: [{ id: 'SOL-1' }] },
			{ op: 'add', path: '/details/requirements/solutions/-', value: { id: 'SOL-2', price: 5 } },
			{ op: 'replace', path: '/externalReferenceId', value: 'OPP-7' },
			{ op: 'replace', path: '/referralProgram', value: 'program' },
			{ op: 'replace', path: '/salesStage', value: '40' },
			{ op: 'replace', path: '/status', value: 'Active' },
			{ op: 'replace', path: '/substatus', value: 'Accepted' },
			{ op: 'replace', path: '/statusReason', value: 'It fits.' },
			{ op: 'replace', path: '/team', value: people },
			{ op: 'add', path: '/team/-', value: { email: 'john@contoso.com' } },
		];

		const { body } = await outcomeOf(partnerCenter, {
			operation: 'applyPatch',
			patch: patch as never,
		});

		expect(body).toEqual(patch);
		expect(mistakesIn.referralChange(body)).toEqual([]);
	});
});

describe('a new referral is valid', () => {
	test.each([
		['private, the least', NEW],
		['led by the partner', { ...NEW, dealType: 'partnerLed', consentToShare: true }],
		[
			'co-sell, the least',
			{
				...NEW,
				dealType: 'coSell',
				consentToShare: true,
				customerContacts: { contact: [{ email: PERSON.email }] },
			},
		],
		[
			'co-sell, everything',
			{
				...NEW,
				dealType: 'coSell',
				consentToShare: true,
				consentToContact: true,
				solutions: { solution: [SOLUTION, { id: 'SOL-2' }] },
				customerContacts: { contact: [PERSON] },
				team: { member: [PERSON, { email: 'john@contoso.com' }] },
				additionalFields: {
					...DETAILS,
					addressLine1: '1 Main Street',
					addressLine2: 'Floor 2',
					assistanceRequestCode: 'QuotesOrLicensing',
					campaignId: 'spring',
					city: 'Seattle',
					customerSize: 'Morethan20000employees',
					dealValue: '2500.50',
					duns: '123456789',
					engagementId: '65edc0b5-3485-41b7-a17e-dfa9ef4706e2',
					externalReferenceId: 'OPP-7',
					inviteNotes: 'A quote, please.',
					microsoftAccountId: '1-ABC123',
					mpnId: '1234567',
					postalCode: '98101',
					purchaseIntent: 'Yes',
					qualification: 'Direct',
					referralProgram: 'program',
					salesStage: '20',
					state: 'WA',
				},
			},
		],
	] as Array<[string, object]>)('%s', async (_name, parameters) => {
		const outcome = await outcomeOf(partnerCenter, { operation: 'create', ...parameters });

		if (outcome.message !== undefined) throw new Error(outcome.message);
		const { body, second } = outcome;
		expect(mistakesIn.newReferral(body)).toEqual([]);
		expect(second !== undefined).toBe('dealType' in parameters && parameters.dealType === 'coSell');
		if (second) expect(mistakesIn.sharedReferrals([body, second])).toEqual([]);
	});

	test('JSON of one’s own goes out as it was written', async () => {
		const { body } = await outcomeOf(partnerCenter, {
			operation: 'create',
			inputMode: 'json',
			referralJson: JSON.stringify(REFERRAL),
		});

		expect(body).toEqual(REFERRAL);
		expect(mistakesIn.newReferral(body)).toEqual([]);
	});
});
