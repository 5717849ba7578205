import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import newReferral from './newReferral.json';
import newRegistration from './newRegistration.json';
import objects from './objects.json';
import referralChange from './referralChange.json';
import registrationChange from './registrationChange.json';
import sharedReferrals from './sharedReferrals.json';
import values from './values.json';

const ajv = new Ajv2020({ allErrors: true, discriminator: true, strict: true });
addFormats(ajv);
ajv.addSchema([values, objects, newReferral]);

/** What is wrong with a request's body: where, and what; nothing when it is valid. */
export type Validator = (body: unknown) => string[];

const validator = (schema: object): Validator => {
	const validate = ajv.compile(schema);
	return (body) => {
		validate(body);
		return (validate.errors ?? []).map(
			({ instancePath, message = '', params }) =>
				`${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
		);
	};
};

/** The mistakes in each kind of body that an operation sends. */
export const mistakesIn = {
	newReferral: validator(newReferral),
	sharedReferrals: validator(sharedReferrals),
	newRegistration: validator(newRegistration),
	referralChange: validator(referralChange),
	registrationChange: validator(registrationChange),
} satisfies Record<string, Validator>;
