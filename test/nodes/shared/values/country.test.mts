import { country } from '../../../../nodes/shared/values/country';

const read = (value: unknown) => country(value, { parameter: 'Country', timezone: 'UTC' });

test.each([
	['US', 'US'],
	['de', 'DE'],
	['Gb', 'GB'],
	['XK', 'XK'],
	[' us\u200b', 'US'],
	['UK', 'GB'],
	['u.k.', 'GB'],
	['U.S.', 'US'],
	['United States', 'US'],
	['the united states', 'US'],
	['The Netherlands', 'NL'],
	['Germany', 'DE'],
	['SOUTH KOREA', 'KR'],
	['Czechia', 'CZ'],
	['Hong Kong', 'HK'],
	['Bosnia and Herzegovina', 'BA'],
	['Bosnia & Herzegovina', 'BA'],
	["Cote d'Ivoire", 'CI'],
	['Saint Lucia', 'LC'],
	['Myanmar', 'MM'],
])('takes %s for %s', (given, code) => {
	expect(read(given)).toBe(code);
});

test.each([
	'',
	'USA',
	'EU',
	'European Union',
	'Atlantis',
	'ZZ',
	'SU',
	'U',
	'U1',
	'ÜS',
	undefined,
	null,
	49,
	{},
])('refuses %j', (given) => {
	expect(() => read(given)).toThrow(/^"Country" (?:must be a country's two-letter code|is empty)/);
});
