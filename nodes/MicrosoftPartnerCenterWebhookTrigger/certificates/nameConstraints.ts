import { EXTENSION, extensionOf } from './certificateFields';
import type { CertificateFields } from './certificateFields';
import { elementsIn, membersOf, objectIdentifierIn, TAG } from './der';
import type { Element } from './der';

/** Whether an authority's name constraints allow all names of a certificate below it (RFC 5280, section 4.2.1.10). */
export function allowsNamesOf(authority: CertificateFields, certificate: CertificateFields) {
	const { permitted, excluded } = constraintsOf(authority);
	const isWithin = (name: Name) => (base: Name) => MATCHES[name.form](name.value, base.value);
	return namesOf(certificate).every((name) => {
		const ofItsForm = ({ form }: Name) => form === name.form;
		const allowed = permitted.filter(ofItsForm);
		const forbidden = excluded.filter(ofItsForm);
		if (allowed.length + forbidden.length === 0) return true;
		if (!(name.form in MATCHES)) return false;
		return (
			(allowed.length === 0 || allowed.some(isWithin(name))) && !forbidden.some(isWithin(name))
		);
	});
}

/** A GeneralName (RFC 5280, section 4.2.1.6): its form is the tag, and a directory name's value is a list of RDNs. */
interface Name {
	form: number;
	value: Buffer;
}

const EMAIL = TAG.context(1);
const DNS = TAG.context(2);
const IP = TAG.context(7);
const DIRECTORY = TAG.constructedContext(4);

/** Whether a name is within the subtree of a base. Names of other forms can't be compared, and are not allowed. */
const MATCHES: Record<number, (name: Buffer, base: Buffer) => boolean> = {
	[EMAIL]: (name, base) => isEmailWithin(wordOf(name), wordOf(base)),
	[DNS]: (name, base) => isHostWithin(wordOf(name), wordOf(base)),
	[IP]: (name, base) =>
		base.length === name.length * 2 &&
		name.every((byte, index) => ((byte ^ base[index]) & base[name.length + index]) === 0),
	[DIRECTORY]: (name, base) => {
		const names = elementsIn(name).map(comparable);
		return elementsIn(base).every((part, index) => comparable(part) === names[index]);
	},
};

const wordOf = (value: Buffer) => value.toString('latin1').toLowerCase().replace(/\.$/, '');

/** With a dot at its beginning, the base is a domain without its own host. */
function isHostWithin(host: string, base: string): boolean {
	if (base === '' || host === base) return true;
	return host.endsWith(base.startsWith('.') ? base : `.${base}`);
}

/** The base is an address, a host, or a domain if it begins with a dot. */
function isEmailWithin(address: string, base: string): boolean {
	const host = address.slice(address.lastIndexOf('@') + 1);
	if (base.includes('@')) return address === base;
	return base.startsWith('.') ? host.endsWith(base) : base === '' || host === base;
}

function constraintsOf(authority: CertificateFields): { permitted: Name[]; excluded: Name[] } {
	const constraints = extensionOf(authority, EXTENSION.nameConstraints);
	const lists = constraints ? membersOf(constraints) : [];
	const subtrees = (number: number) =>
		lists
			.filter(({ tag }) => tag === TAG.constructedContext(number))
			.flatMap(({ content }) => elementsIn(content))
			.map(baseOf);
	return { permitted: subtrees(0), excluded: subtrees(1) };
}

function baseOf(subtree: Element): Name {
	const [base, ...distances] = membersOf(subtree);
	// RFC 5280 allows only the default distances.
	if (distances.length > 0) throw new RangeError('A subtree has a minimum or maximum');
	return nameIn(base);
}

const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';
const COMMON_NAME = '2.5.4.3';

function namesOf(certificate: CertificateFields): Name[] {
	const { subject } = certificate;
	const alternatives = extensionOf(certificate, EXTENSION.subjectAltName);
	const names = alternatives ? membersOf(alternatives).map(nameIn) : [];
	const attributes = membersOf(subject).flatMap(attributesOf);
	const inSubject = (form: number, id: string) =>
		attributes
			.filter((attribute) => attribute.id === id)
			.map(({ value }): Name => ({ form, value: Buffer.from(textOf(value), 'latin1') }));
	// A host in a common name is one only without hosts among the alternatives.
	const hosts = names.some(({ form }) => form === DNS)
		? []
		: inSubject(DNS, COMMON_NAME).filter(({ value }) => HOST.test(value.toString('latin1')));
	return [
		...names,
		...(attributes.length === 0 ? [] : [{ form: DIRECTORY, value: subject.content }]),
		...inSubject(EMAIL, EMAIL_ADDRESS),
		...hosts,
	];
}

const HOST = /^[\w-]+(?:\.[\w-]+)+$/;

function nameIn({ tag, content }: Element): Name {
	if (tag !== DIRECTORY) return { form: tag, value: content };
	const [name] = elementsIn(content);
	return { form: DIRECTORY, value: name.content };
}

interface Attribute {
	id: string;
	value: Element;
}

function attributesOf(part: Element): Attribute[] {
	return membersOf(part, TAG.set).map((attribute) => {
		const [id, value] = membersOf(attribute);
		return { id: objectIdentifierIn(id), value };
	});
}

/** A relative distinguished name as a text that is equal if the names are: case-insensitive, in any encoding. */
function comparable(part: Element): string {
	return attributesOf(part)
		.map(({ id, value }) => {
			const text = textOf(value).normalize('NFKC').toLowerCase();
			return `${id}=${text.trim().replace(/\s+/g, ' ')}`;
		})
		.sort()
		.join('\n');
}

const UTF8_STRING = 0x0c;
const BMP_STRING = 0x1e;

function textOf({ tag, content }: Element): string {
	if (tag === BMP_STRING) return Buffer.from(content).swap16().toString('utf16le');
	return content.toString(tag === UTF8_STRING ? 'utf8' : 'latin1');
}
