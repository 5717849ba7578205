import { FilterMistake, parseFilter } from './filter.mts';

const lead = {
	id: 'C5FBB3B6-be74-4795-9fb5-4324c73fed37',
	name: "O'Hara's shop",
	status: 'New',
	substatus: 'Pending',
	direction: 'Incoming',
	isSpam: false,
	favorite: true,
	statusReason: null,
	updatedDateTime: '2026-02-03T14:05:12.1234567Z',
	customerProfile: { address: { country: 'US' } },
	details: { dealValue: 10000 },
	team: [
		{ email: 'jane.doe@contoso.com', title: 'Seller' },
		{ email: 'john.doe@contoso.com', title: 'Engineer' },
	],
};

const matches = (filter: string) => parseFilter(filter, () => undefined)(lead);

test.each([
	['equality', "status eq 'New'", "status eq 'Active'"],
	['inequality', "status ne 'Active'", "status ne 'New'"],
	['order of numbers', 'details/dealValue gt 9999.5', 'details/dealValue lt 10000'],
	['inclusive order', 'details/dealValue ge 10000', 'details/dealValue le 9999'],
	['nested paths', "customerProfile/address/country eq 'US'", "customerProfile/size eq 'US'"],
	['doubled quotes', "name eq 'O''Hara''s shop'", "name eq 'O''Hara'"],
	['booleans', 'isSpam eq false', 'isSpam eq true'],
	['a boolean field on its own', 'favorite', 'isSpam'],
	['null', 'statusReason eq null', 'status eq null'],
	['a field that is absent as null', 'details/notes eq null', 'details/notes ne null'],
	['no order with null', 'statusReason eq null', "statusReason gt 'A'"],
	['and', "status eq 'New' and direction eq 'Incoming'", "status eq 'New' and isSpam"],
	['or', "status eq 'Active' or substatus eq 'Pending'", 'isSpam or status eq null'],
	['not', "not (status eq 'Active')", "not status eq 'New'"],
	['and before or', 'favorite or isSpam and isSpam', '(favorite or isSpam) and isSpam'],
	['or after and', 'isSpam and isSpam or favorite', 'isSpam and (isSpam or favorite)'],
	['ids whatever the case', "id eq 'c5fbb3b6-be74-4795-9fb5-4324c73FED37'", "id eq 'c5fbb3b6'"],
	['other strings by case', "status eq 'New'", "status eq 'new'"],
	[
		'any element',
		"team/any(t:t/email eq 'john.doe@contoso.com')",
		"team/any(t:t/email eq 'r2d2@contoso.com')",
	],
	[
		'one element for the whole condition of any',
		"team/any(t:t/email eq 'jane.doe@contoso.com' and t/title eq 'Seller')",
		"team/any(t:t/email eq 'jane.doe@contoso.com' and t/title eq 'Engineer')",
	],
	['any of what is no list as false', 'not details/any(d:d/id eq 1)', "status/any(s:s eq 'N')"],
	[
		'instants to the last of seven decimals',
		'updatedDateTime gt 2026-02-03T14:05:12.1234566Z',
		'updatedDateTime gt 2026-02-03T14:05:12.1234567Z',
	],
	[
		'instants whatever the offset',
		'updatedDateTime lt 2026-02-03T16:05:13+02:00',
		'updatedDateTime lt 2026-02-03T16:05:12+02:00',
	],
	['a date as its midnight', 'updatedDateTime gt 2026-02-03', 'updatedDateTime gt 2026-02-04'],
])('a filter knows %s', (_what, holds, fails) => {
	expect({ holds: matches(holds), fails: matches(fails) }).toEqual({ holds: true, fails: false });
});

test.each([
	['a missing quote', "status eq 'New"],
	['an unquoted word as a value', 'status eq New and'],
	['an unquoted id', 'id eq c5fbb3b6-be74-4795-9fb5-4324c73fed37'],
	['a missing parenthesis', "(status eq 'New'"],
	['one parenthesis too many', "status eq 'New')"],
	['nothing at all', ''],
	['an unknown operator', "status is 'New'"],
	['a missing operand', 'status eq'],
	['a function', "contains(name,'shop')"],
	['a date without an offset', 'updatedDateTime gt 2026-02-03T14:05:12'],
	['any without its variable', "team/any(t/email eq 'a')"],
	['a date compared with a word', 'status gt 2026-02-03'],
	['a number compared with a string', "details/dealValue eq '10000'"],
	['an object compared', "details eq 'x'"],
])('a filter refuses %s', (_what, filter) => {
	expect(() => matches(filter)).toThrow(FilterMistake);
});

test('a syntax error names its position', () => {
	expect(() => matches("status eq 'New' or")).toThrow(
		'Syntax error: the expression ends at position 18.',
	);
});

test('the first name of each path is checked, the variable of any is not', () => {
	const checked: string[] = [];
	parseFilter("team/any(t:t/email eq 'a') and details/dealValue gt 1", (name) => {
		checked.push(name);
	});
	expect(checked).toEqual(['team', 'details']);
});
