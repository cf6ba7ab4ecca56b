/**
 * RFC 3161 timestamps. ASN.1 is read by @peculiar/asn1-tsp (ADR 240); what a token must say and who must have signed it is
 * judged here: RFC 3161 (2.4.2), RFC 5652 (5.4), RFC 5816.
 */
import {createPublicKey, hash, type KeyObject, verify} from 'node:crypto';
import {type Attribute, SignedData, type SignerInfo} from '@peculiar/asn1-cms';
import {AsnConvert, OctetString} from '@peculiar/asn1-schema';
import {TimeStampResp, TSTInfo} from '@peculiar/asn1-tsp';
import {Certificate, ExtendedKeyUsage, id_ce_extKeyUsage} from '@peculiar/asn1-x509';

export interface Timestamp {
	/** Milliseconds since 1970, as the service says. */
	at: number;
	/** Of the certificate that signed it. */
	signer: string;
	/** That certificate is the given one, or was issued by it. */
	isKnown: boolean;
}

const oids = {
	signedData: '1.2.840.113549.1.7.2',
	tstInfo: '1.2.840.113549.1.9.16.1.4',
	contentType: '1.2.840.113549.1.9.3',
	messageDigest: '1.2.840.113549.1.9.4',
	timeStamping: '1.3.6.1.5.5.7.3.8',
	commonName: '2.5.4.3',
};
const digests: Record<string, string> = {
	'2.16.840.1.101.3.4.2.1': 'sha256',
	'2.16.840.1.101.3.4.2.2': 'sha384',
	'2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * A whole answer of a service, over these bytes. Throws with the reason when it is none, is about other bytes, or is not
 * signed by a certificate for timestamps. `known`: certificates (DER) that the reader trusts.
 */
export function readTimestamp(
	answer: Uint8Array,
	stamped: Uint8Array,
	known: readonly Uint8Array[],
): Timestamp {
	const {status, timeStampToken: token} = AsnConvert.parse(answer, TimeStampResp);
	if (status.status > 1 || !token || token.contentType !== oids.signedData)
		throw new Error('is no timestamp that was granted');
	const signed = AsnConvert.parse(token.content, SignedData);
	const {eContentType, eContent} = signed.encapContentInfo;
	const content = eContent?.single?.buffer;
	if (eContentType !== oids.tstInfo || !content) throw new Error('holds no timestamp');
	const info = AsnConvert.parse(content, TSTInfo);
	assertAbout(info, stamped);
	const {certificate, signer} = signerOf(signed);
	assertSigned(signer, certificate, content);
	const at = info.genTime.getTime();
	assertFor(certificate, at);
	return {at, signer: nameOf(certificate), isKnown: known.some(one => isBy(certificate, one, at))};
}

function assertAbout({messageImprint: {hashAlgorithm, hashedMessage}}: TSTInfo, stamped: Uint8Array): void {
	const digest = hash(digestName(hashAlgorithm.algorithm), stamped, 'hex');
	if (Buffer.from(hashedMessage.buffer).toString('hex') !== digest)
		throw new Error('is about something else');
}

function digestName(oid: string): string {
	const name = digests[oid];
	if (!name) throw new Error(`uses a digest that is not accepted (${oid})`);
	return name;
}

/** The one signature of a token, and the certificate that it names. */
function signerOf({signerInfos, certificates}: SignedData): {signer: SignerInfo; certificate: Certificate} {
	const [signer, ...more] = signerInfos;
	if (!signer || more.length > 0) throw new Error('has not exactly one signature');
	const found = (certificates ?? []).flatMap(({certificate}) => certificate ?? []);
	const {issuerAndSerialNumber: named, subjectKeyIdentifier} = signer.sid;
	if (!named || subjectKeyIdentifier) throw new Error('does not name its certificate by issuer and number');
	const certificate = found.find(
		({tbsCertificate: {issuer, serialNumber}}) =>
			same(AsnConvert.serialize(issuer), AsnConvert.serialize(named.issuer)) &&
			same(serialNumber, named.serialNumber),
	);
	if (!certificate) throw new Error('does not bring the certificate that signed it');
	return {signer, certificate};
}

function assertSigned(signer: SignerInfo, certificate: Certificate, content: ArrayBuffer): void {
	const {signedAttrs = [], signature} = signer;
	const name = digestName(signer.digestAlgorithm.algorithm);
	const type = attributeOf(signedAttrs, oids.contentType);
	const digest = AsnConvert.parse(attributeOf(signedAttrs, oids.messageDigest), OctetString);
	// An object identifier is its tag, its length and its content
	const isTimestamp = Buffer.from(type).toString('hex') === '060b2a864886f70d0109100104';
	const isContent = same(digest.buffer, Uint8Array.from(hash(name, Buffer.from(content), 'buffer')).buffer);
	if (!isTimestamp || !isContent) throw new Error('was altered inside');
	if (!verify(name, setOf(signedAttrs), keyOf(certificate), Buffer.from(signature.buffer)))
		throw new Error('has an invalid signature');
}

/** What is signed: the attributes as a SET of their own, not under the tag with which they stand in the token (RFC 5652, 5.4). */
function setOf(attributes: readonly Attribute[]): Buffer {
	const encoded = attributes.map(attribute => Buffer.from(AsnConvert.serialize(attribute)).toString('hex'));
	const body = Buffer.from(encoded.toSorted().join(''), 'hex');
	const {length} = body;
	const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	return Buffer.concat([Buffer.from([0x31, ...size]), body]);
}

function attributeOf(attributes: readonly Attribute[], type: string): ArrayBuffer {
	const [attribute, ...more] = attributes.filter(({attrType}) => attrType === type);
	const [value, ...others] = attribute?.attrValues ?? [];
	if (!value || more.length + others.length > 0)
		throw new Error('lacks a signed attribute, or has one twice');
	return value;
}

/** For timestamps and nothing else (RFC 3161, 2.3), and good at that time. */
function assertFor(certificate: Certificate, at: number): void {
	const extension = certificate.tbsCertificate.extensions?.find(({extnID}) => extnID === id_ce_extKeyUsage);
	const uses = extension && AsnConvert.parse(extension.extnValue.buffer, ExtendedKeyUsage);
	if (!extension?.critical || uses?.length !== 1 || uses[0] !== oids.timeStamping)
		throw new Error('is signed by a certificate that is not for timestamps');
	if (!isGoodAt(certificate, at)) throw new Error('is signed by a certificate that was not good then');
}

function isGoodAt({tbsCertificate: {validity}}: Certificate, at: number): boolean {
	return validity.notBefore.getTime().getTime() <= at && at <= validity.notAfter.getTime().getTime();
}

/** It is that certificate, or that one issued it and was good then. */
function isBy(certificate: Certificate, der: Uint8Array, at: number): boolean {
	const issuer = AsnConvert.parse(der, Certificate);
	if (same(AsnConvert.serialize(certificate), AsnConvert.serialize(issuer))) return true;
	const {tbsCertificate, tbsCertificateRaw, signatureAlgorithm, signatureValue} = certificate;
	const isNamed = same(
		AsnConvert.serialize(tbsCertificate.issuer),
		AsnConvert.serialize(issuer.tbsCertificate.subject),
	);
	const digest = signatureDigests[signatureAlgorithm.algorithm];
	if (!isNamed || !digest || !tbsCertificateRaw || !isGoodAt(issuer, at)) return false;
	return verify(digest, Buffer.from(tbsCertificateRaw), keyOf(issuer), Buffer.from(signatureValue));
}

/** RSA (PKCS #1 1.5) and ECDSA. */
const signatureDigests: Record<string, string> = {
	'1.2.840.113549.1.1.11': 'sha256',
	'1.2.840.113549.1.1.12': 'sha384',
	'1.2.840.113549.1.1.13': 'sha512',
	'1.2.840.10045.4.3.2': 'sha256',
	'1.2.840.10045.4.3.3': 'sha384',
	'1.2.840.10045.4.3.4': 'sha512',
};

function keyOf({tbsCertificate: {subjectPublicKeyInfo}}: Certificate): KeyObject {
	const der = Buffer.from(AsnConvert.serialize(subjectPublicKeyInfo));
	return createPublicKey({key: der, format: 'der', type: 'spki'});
}

function nameOf({tbsCertificate: {subject}}: Certificate): string {
	const names = subject.flatMap(part => [...part]).filter(({type}) => type === oids.commonName);
	return names[0]?.value.toString() ?? 'a service without a name';
}

function same(a: ArrayBuffer, b: ArrayBuffer): boolean {
	return Buffer.from(a).equals(Buffer.from(b));
}
