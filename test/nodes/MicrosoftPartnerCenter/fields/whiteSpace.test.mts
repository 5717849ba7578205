import { byId, PartnerCenter } from '../../../engine/partnerCenter.mts';
import { updated, updatedByExpression } from './updates.mts';

let partnerCenter: PartnerCenter;

beforeAll(async () => {
	partnerCenter = await PartnerCenter.start();
});
afterAll(() => partnerCenter.simulator.stop());

/** A space, a no-break space, a byte order mark, a zero-width space and joiner, a word joiner, a soft hyphen. */
const AROUND = ' \u00a0\ufeff\u200b\u200d\u2060\u00ad\r\n\t';
const padded = (value: string) => AROUND + value + AROUND;

test.each([
	['campaignId', 'spring', '/campaignId', 'spring'],
	['closingDateTime', '2026-12-31', '/details/closingDateTime', '2026-12-31T00:00:00.000Z'],
	['currency', 'eur', '/details/currency', 'EUR'],
	['dealValue', '2500.50', '/details/dealValue', '2500.50'],
	['externalReferenceId', 'OPP-7', '/externalReferenceId', 'OPP-7'],
	['salesStage', '40', '/salesStage', '40'],
	['shareWithMicrosoft', 'TRUE', '/consent/consentToShareReferralWithMicrosoftSellers', true],
	['substatus', 'won', '/substatus', 'Won'],
])(
	'the invisible characters around a value of %s are not sent',
	async (field, value, path, sent) => {
		const outcome = await updatedByExpression(partnerCenter, field, padded(value));

		expect(outcome).toMatchObject({ message: undefined, sent: { [path]: sent } });
	},
);

test('neither are those around the cells of a row', async () => {
	const { sent } = await updated(
		partnerCenter,
		{ addSolutions: '={{ $json.rows }}', addTeamMembers: [{ email: padded('jane@contoso.com') }] },
		{
			item: {
				rows: [
					{ id: padded('SOL-1'), currency: padded('usd'), price: padded('5'), quantity: '2 ' },
				],
			},
		},
	);

	expect(sent).toEqual({
		'/details/requirements/solutions/-': { id: 'SOL-1', currency: 'USD', price: 5, quantity: 2 },
		'/team/-': { email: 'jane@contoso.com' },
	});
});

test('neither are those around an eTag', async () => {
	const id = partnerCenter.referral();
	const { eTag } = partnerCenter.simulator.referral(id);
	partnerCenter.simulator.reset();

	await partnerCenter.run({
		operation: 'updateDealValue',
		referralId: byId(partnerCenter.referral()),
		dealValue: 1,
		useIfMatch: true,
		eTag: padded(String(eTag)),
	});

	expect(partnerCenter.simulator.patches.map(({ headers }) => headers['if-match'])).toEqual([eTag]);
});

test.each([
	['currency', 'E\u200bUR', String.raw`not "E\u200bUR"`],
	['dealValue', '5\u00a0x', String.raw`not "5\u00a0x"`],
	['substatus', 'Wo\u2060n!?x', String.raw`not "Wo\u2060n!?x"`],
	['notes', '\u200b', String.raw`not white space only, "\u200b"`],
	['closingDateTime', 'so\u{e0001}on', String.raw`not "so\u{e0001}on"`],
])(
	'a message makes the invisible characters in a value of %s visible',
	async (field, value, shown) => {
		const { message } = await updatedByExpression(partnerCenter, field, value);

		expect(message).toContain(shown);
	},
);

test.each(['={{ $json.nothing }} ', ' ', '\n', '\u00a0\u200b'])(
	'a text of white space only, %j, does not erase the notes',
	async (notes) => {
		const { sent, message } = await updated(partnerCenter, { notes });

		expect(sent).toEqual({});
		expect(message).toMatch(/^"Notes" must be text, not white space only/);
	},
);

test('an empty text clears the notes, and white space in a text is sent as it is', async () => {
	expect(await updated(partnerCenter, { notes: '' })).toMatchObject({
		sent: { '/details/notes': '' },
	});
	expect(await updated(partnerCenter, { notes: ' a\n\nb ' })).toMatchObject({
		sent: { '/details/notes': ' a\n\nb ' },
	});
});

test('a text may contain what JavaScript makes of an object, but must not be an object', async () => {
	const text = 'The export said [object Object] and Invalid DateTime.';

	expect(await updatedByExpression(partnerCenter, 'notes', text)).toMatchObject({
		sent: { '/details/notes': text },
	});
	expect((await updatedByExpression(partnerCenter, 'notes', { a: 1 })).message).toMatch(
		/^"Notes" must be text, not an object/,
	);
});

test('the cells of a row that are absent, null, undefined or blank are left out', async () => {
	const { sent } = await updated(
		partnerCenter,
		{
			addTeamMembers:
				'={{ $json.people.map((one) => ({ email: one.mail, firstName: one.first, lastName: one.last, title: one.none })) }}',
		},
		{ item: { people: [{ mail: 'jane@contoso.com', first: ' \u200b', last: null }] } },
	);

	expect(sent).toEqual({ '/team/-': { email: 'jane@contoso.com' } });
});
