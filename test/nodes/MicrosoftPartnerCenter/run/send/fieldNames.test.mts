import { fieldNames } from '../../../../../nodes/MicrosoftPartnerCenter/run/send/fieldNames';

const namesOf = (...paths: string[]) =>
	fieldNames(paths.map((path) => ({ op: 'add', path, value: 'any' })));

test.each([
	['a field', '/details/dealValue', 'Deal Value (/details/dealValue)'],
	['a field in another case', '/Details/Notes', 'Notes (/Details/Notes)'],
	['a new row of a list', '/team/-', 'Team (/team)'],
	[
		'a cell of a row',
		'/customerProfile/team/0/email',
		'Customer Contacts (/customerProfile/team/0/email)',
	],
	[
		'a term of a deal registration',
		'/registrations/1/contract/value',
		'Deal Registrations (/registrations/1/contract/value)',
	],
	['a field that the panel does not have', '/details/customerAction', '/details/customerAction'],
	['the whole document', '', ''],
])('%s has its label in front of its pointer', (_, path, expected) => {
	expect(namesOf(path)).toBe(expected);
});

test('pointers with the same label are named together, each once', () => {
	expect(namesOf('/status', '/details/notes', '/substatus', '/team/-', '/team/-')).toBe(
		'Status (/status, /substatus), Notes (/details/notes), Team (/team)',
	);
});
