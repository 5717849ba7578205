import { mistakesIn } from './schemas.mts';

const replaces = (path: string, value: unknown) => ({ op: 'replace', path, value });
const adds = (path: string, value: unknown) => ({ op: 'add', path, value });

const PERSON = {
	email: 'jane.doe@contoso.com',
	firstName: 'Jane',
	lastName: 'Doe',
	phoneNumber: '0000000001',
};

describe('the patch document of a referral', () => {
	test('the sample of "Update a lead or opportunity" is valid', () => {
		expect(
			mistakesIn.referralChange([
				replaces('/details/dealValue', '10000'),
				adds('/team/-', PERSON),
				replaces('/status', 'Closed'),
				replaces('/substatus', 'Won'),
			]),
		).toEqual([]);
	});

	test.each([
		['no list', { op: 'replace', path: '/details/notes', value: 'x' }],
		['no operation', []],
		['an op that the API does not know', [{ op: 'remove', path: '/statusReason' }]],
		['no value', [{ op: 'replace', path: '/statusReason' }]],
		['a path that is not in the list', [replaces('/name', 'x')]],
		['a member other than op, path and value', [{ ...replaces('/campaignId', 'x'), from: '/a' }]],
		['null for a text', [replaces('/details/notes', null)]],
		['a number for the deal value', [replaces('/details/dealValue', 10000)]],
		['an exponent in the deal value', [replaces('/details/dealValue', '1e3')]],
		['a currency in small letters', [replaces('/details/currency', 'usd')]],
		['a date without a time', [replaces('/details/closingDateTime', '2026-12-31')]],
		['a date with an offset', [replaces('/details/closingDateTime', '2026-12-31T00:00:00+01:00')]],
		['a date that there is not', [replaces('/details/closingDateTime', '2026-02-30T00:00:00Z')]],
		['a year of six digits', [replaces('/details/closingDateTime', '+010000-01-01T00:00:00Z')]],
		['a text for true', [replaces('/consent/consentToShareReferralWithMicrosoftSellers', 'true')]],
		['a person without an email', [adds('/team/-', { firstName: 'Jane' })]],
		['a display name around an email', [adds('/team/-', { email: 'Jane <jane@contoso.com>' })]],
		['an unknown member of a person', [adds('/customerProfile/team/-', { ...PERSON, age: 5 })]],
		['one person for a list', [replaces('/team', PERSON)]],
		['a list for one person', [adds('/team/-', [PERSON])]],
		['a replacement behind the end of a list', [replaces('/team/-', PERSON)]],
		['a solution without an ID', [adds('/details/requirements/solutions/-', { name: 'Kit' })]],
		['a price as a text', [replaces('/details/requirements/solutions', [{ id: 'S', price: '5' }])]],
		['a status that there is not', [replaces('/status', 'Won')]],
		['a substatus without its status', [replaces('/substatus', 'Won')]],
		[
			'a substatus with another’s status',
			[replaces('/status', 'Active'), replaces('/substatus', 'Won')],
		],
	])('is refused with %s', (_name, document) => {
		expect(mistakesIn.referralChange(document)).not.toEqual([]);
	});
});

describe('the body of a new referral', () => {
	const NEW = {
		name: 'Contoso moves to Azure',
		qualification: 'SalesQualified',
		type: 'Independent',
		customerProfile: {
			name: 'Contoso',
			address: { city: 'Seattle', country: 'US' },
			size: '10to50employees',
			team: [PERSON],
		},
		consent: {
			consentToContact: true,
			consentToMicrosoftToContactSpecificPartners: false,
			consentToShareReferralWithMicrosoftSellers: false,
			consentToToShareInfoWithOthers: false,
		},
		details: {
			notes: 'From the fair.',
			dealValue: 10000,
			currency: 'USD',
			closingDateTime: '2026-12-31T00:00:00.0000000Z',
			requirements: { solutions: [{ type: 'Name', id: 'SOL-1', solutionType: '3P' }] },
		},
		team: [PERSON],
		target: [],
	};

	test('one with the members of the sample of "Create a referral" is valid', () => {
		expect(mistakesIn.newReferral(NEW)).toEqual([]);
	});

	test.each([
		['no type', { type: undefined }],
		['a type that there is not', { type: 'coSell' }],
		['no consent', { consent: undefined }],
		['a consent of another name', { consent: { consentToShareInfoWithOthers: true } }],
		['no details', { details: undefined }],
		['no customer', { customerProfile: undefined }],
		['no country', { customerProfile: { name: 'Contoso', address: {} } }],
		[
			'a country of three letters',
			{ customerProfile: { name: 'Contoso', address: { country: 'USA' } } },
		],
		['a size that there is not', { customerProfile: { ...NEW.customerProfile, size: '12' } }],
		['a deal value as a text', { details: { ...NEW.details, dealValue: '10000' } }],
		['a deal value without a currency', { details: { ...NEW.details, currency: undefined } }],
		['no solution', { details: { requirements: { solutions: [] } } }],
		['a field of the service’s own', { eTag: '"1"' }],
		[
			'a request for help without a contact',
			{
				inviteContext: { assistanceRequestCode: 'GeneralOrOther' },
				customerProfile: { ...NEW.customerProfile, team: [] },
			},
		],
		['a request for help without what it is for', { inviteContext: { notes: 'Help' } }],
		['a text among the team', { team: ['jane.doe@contoso.com'] }],
	])('is refused with %s', (_name, change) => {
		const body: unknown = JSON.parse(JSON.stringify({ ...NEW, ...change }));

		expect(mistakesIn.newReferral(body)).not.toEqual([]);
	});
});

describe('the patch document that adds a deal registration', () => {
	const REGISTRATION = {
		type: 'AzureIPCoSell',
		solutionDetails: [
			{
				id: 'SOL-1',
				currency: 'USD',
				value: 5000.5,
				isDeployedOnAzure: true,
				primaryDeploymentOn: 'Customer',
				pricingModel: 'PayAsYouGo',
				marketplaceTransactionDetails: {
					isMarketplaceTransacted: true,
					marketplaceTransactionDateTime: '2026-03-01T00:00:00Z',
				},
			},
		],
		contract: {
			currency: 'USD',
			value: 5000.5,
			term: 'Finite',
			startDateTime: '2026-03-01T00:00:00Z',
			endDateTime: '2027-03-01T00:00:00Z',
			signDateTime: '2026-02-28T00:00:00Z',
		},
	};
	const [SOLD] = REGISTRATION.solutionDetails;

	test('one with everything that the connector has is valid', () => {
		expect(mistakesIn.newRegistration([adds('/registrations/-', REGISTRATION)])).toEqual([]);
	});

	test.each([
		['no type', { type: undefined }],
		['no solution', { solutionDetails: [] }],
		['a solution without an ID', { solutionDetails: [{ value: 5 }] }],
		['a solution’s name', { solutionDetails: [{ ...SOLD, name: 'Kit' }] }],
		[
			'a member outside of its object',
			{ solutionDetails: [{ ...SOLD, isMarketplaceTransacted: true }] },
		],
		['a value as a text', { contract: { value: '5000' } }],
		['a term that there is not', { contract: { term: 'Long' } }],
		['an empty contract', { contract: {} }],
	])('is refused with %s', (_name, change) => {
		const body: unknown = JSON.parse(
			JSON.stringify([adds('/registrations/-', { ...REGISTRATION, ...change })]),
		);

		expect(mistakesIn.newRegistration(body)).not.toEqual([]);
	});

	test('is refused with another op or path', () => {
		expect(mistakesIn.newRegistration([replaces('/registrations/-', REGISTRATION)])).not.toEqual(
			[],
		);
		expect(mistakesIn.newRegistration([adds('/registrations/0', REGISTRATION)])).not.toEqual([]);
	});
});

describe('the patch document that changes a deal registration', () => {
	test('each of the connector’s paths is valid, whatever the index', () => {
		expect(
			mistakesIn.registrationChange([
				replaces('/registrations/0/contract/startDateTime', '2026-03-01T00:00:00Z'),
				replaces('/registrations/0/contract/endDateTime', '2027-03-01T00:00:00Z'),
				replaces('/registrations/0/contract/signDateTime', '2026-02-28T00:00:00Z'),
				adds('/registrations/12/contract/term', 'Finite'),
				replaces('/registrations/0/contract/value', 5000.5),
				replaces('/registrations/0/solutionDetails/0/value', 5000.5),
				replaces('/registrations/0/solutionDetails/10/currency', 'USD'),
				replaces('/registrations/0/solutionDetails/0/isDeployedOnAzure', true),
				replaces('/registrations/0/solutionDetails/0/primaryDeploymentOn', 'Partner'),
				replaces('/registrations/0/solutionDetails/0/pricingModel', 'Other'),
				replaces(
					'/registrations/0/solutionDetails/0/marketplaceTransactionDetails/isMarketplaceTransacted',
					false,
				),
				replaces(
					'/registrations/0/solutionDetails/0/marketplaceTransactionDetails/marketplaceTransactionDateTime',
					'2026-03-01T00:00:00Z',
				),
			]),
		).toEqual([]);
	});

	test.each([
		['the contract’s currency', replaces('/registrations/0/contract/currency', 'USD')],
		['its ID', replaces('/registrations/0/id', 'R2')],
		['an index that is none', replaces('/registrations/00/contract/value', 5)],
		['a solution’s ID for its index', replaces('/registrations/0/solutionDetails/SOL-1/value', 5)],
		['a value as a text', replaces('/registrations/0/contract/value', '5')],
		['a date without a time', replaces('/registrations/0/contract/endDateTime', '2027-03-01')],
		['a whole contract that replaces', replaces('/registrations/0/contract', { value: 5 })],
		['a contract with nothing in it', adds('/registrations/0/contract', {})],
		['a contract with a currency', adds('/registrations/0/contract', { currency: 'USD' })],
		[
			'an unknown pricing model',
			replaces('/registrations/0/solutionDetails/0/pricingModel', 'Free'),
		],
	])('is refused with %s', (_name, operation) => {
		expect(mistakesIn.registrationChange([operation])).not.toEqual([]);
	});
});
