import type { Check } from '../../shared/parameters/read';
import { collection } from '../routing/field';
import type { Field } from '../routing/field';

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
