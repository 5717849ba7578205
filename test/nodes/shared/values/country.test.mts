import { country } from '../../../../nodes/shared/values/country';

const read = (value: unknown) => country(value, { parameter: 'Country', timezone: 'UTC' });

test.each([
	['US', 'US'],
	['de', 'DE'],
	['Gb', 'GB'],
	['XK', 'XK'],
])('takes %s for %s', (given, code) => {
	expect(read(given)).toBe(code);
});

test.each([
	'',
	'USA',
	'Germany',
	'UK',
	'EU',
	'ZZ',
	'SU',
	'U',
	'U1',
	' US',
	'ÜS',
	undefined,
	null,
	49,
	{},
])('refuses %j', (given) => {
	expect(() => read(given)).toThrow('"Country" must be a country as its two-letter code');
});
