import type { Check } from '../checks/check';
import { collection } from '../checks/field';
import type { Field } from '../checks/field';

/** What an operation can write beside what it is named after. */
export function additionalFields(fields: Field[], ...further: Check[]): Field {
	return collection(
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			placeholder: 'Add Field',
		},
		fields,
		...further,
	);
}
