/* SPDX-License-Identifier: MIT */
#include "intake/html.h"

#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

struct entity {
	char name[9];
	uint16_t code;
};

/* HTML 4's names and "apos", in the order of strcmp. */
static const struct entity entities[] = {
        {.name = "AElig", .code = 0x00C6},
        {.name = "Aacute", .code = 0x00C1},
        {.name = "Acirc", .code = 0x00C2},
        {.name = "Agrave", .code = 0x00C0},
        {.name = "Alpha", .code = 0x0391},
        {.name = "Aring", .code = 0x00C5},
        {.name = "Atilde", .code = 0x00C3},
        {.name = "Auml", .code = 0x00C4},
        {.name = "Beta", .code = 0x0392},
        {.name = "Ccedil", .code = 0x00C7},
        {.name = "Chi", .code = 0x03A7},
        {.name = "Dagger", .code = 0x2021},
        {.name = "Delta", .code = 0x0394},
        {.name = "ETH", .code = 0x00D0},
        {.name = "Eacute", .code = 0x00C9},
        {.name = "Ecirc", .code = 0x00CA},
        {.name = "Egrave", .code = 0x00C8},
        {.name = "Epsilon", .code = 0x0395},
        {.name = "Eta", .code = 0x0397},
        {.name = "Euml", .code = 0x00CB},
        {.name = "Gamma", .code = 0x0393},
        {.name = "Iacute", .code = 0x00CD},
        {.name = "Icirc", .code = 0x00CE},
        {.name = "Igrave", .code = 0x00CC},
        {.name = "Iota", .code = 0x0399},
        {.name = "Iuml", .code = 0x00CF},
        {.name = "Kappa", .code = 0x039A},
        {.name = "Lambda", .code = 0x039B},
        {.name = "Mu", .code = 0x039C},
        {.name = "Ntilde", .code = 0x00D1},
        {.name = "Nu", .code = 0x039D},
        {.name = "OElig", .code = 0x0152},
        {.name = "Oacute", .code = 0x00D3},
        {.name = "Ocirc", .code = 0x00D4},
        {.name = "Ograve", .code = 0x00D2},
        {.name = "Omega", .code = 0x03A9},
        {.name = "Omicron", .code = 0x039F},
        {.name = "Oslash", .code = 0x00D8},
        {.name = "Otilde", .code = 0x00D5},
        {.name = "Ouml", .code = 0x00D6},
        {.name = "Phi", .code = 0x03A6},
        {.name = "Pi", .code = 0x03A0},
        {.name = "Prime", .code = 0x2033},
        {.name = "Psi", .code = 0x03A8},
        {.name = "Rho", .code = 0x03A1},
        {.name = "Scaron", .code = 0x0160},
        {.name = "Sigma", .code = 0x03A3},
        {.name = "THORN", .code = 0x00DE},
        {.name = "Tau", .code = 0x03A4},
        {.name = "Theta", .code = 0x0398},
        {.name = "Uacute", .code = 0x00DA},
        {.name = "Ucirc", .code = 0x00DB},
        {.name = "Ugrave", .code = 0x00D9},
        {.name = "Upsilon", .code = 0x03A5},
        {.name = "Uuml", .code = 0x00DC},
        {.name = "Xi", .code = 0x039E},
        {.name = "Yacute", .code = 0x00DD},
        {.name = "Yuml", .code = 0x0178},
        {.name = "Zeta", .code = 0x0396},
        {.name = "aacute", .code = 0x00E1},
        {.name = "acirc", .code = 0x00E2},
        {.name = "acute", .code = 0x00B4},
        {.name = "aelig", .code = 0x00E6},
        {.name = "agrave", .code = 0x00E0},
        {.name = "alefsym", .code = 0x2135},
        {.name = "alpha", .code = 0x03B1},
        {.name = "amp", .code = 0x0026},
        {.name = "and", .code = 0x2227},
        {.name = "ang", .code = 0x2220},
        {.name = "apos", .code = 0x0027},
        {.name = "aring", .code = 0x00E5},
        {.name = "asymp", .code = 0x2248},
        {.name = "atilde", .code = 0x00E3},
        {.name = "auml", .code = 0x00E4},
        {.name = "bdquo", .code = 0x201E},
        {.name = "beta", .code = 0x03B2},
        {.name = "brvbar", .code = 0x00A6},
        {.name = "bull", .code = 0x2022},
        {.name = "cap", .code = 0x2229},
        {.name = "ccedil", .code = 0x00E7},
        {.name = "cedil", .code = 0x00B8},
        {.name = "cent", .code = 0x00A2},
        {.name = "chi", .code = 0x03C7},
        {.name = "circ", .code = 0x02C6},
        {.name = "clubs", .code = 0x2663},
        {.name = "cong", .code = 0x2245},
        {.name = "copy", .code = 0x00A9},
        {.name = "crarr", .code = 0x21B5},
        {.name = "cup", .code = 0x222A},
        {.name = "curren", .code = 0x00A4},
        {.name = "dArr", .code = 0x21D3},
        {.name = "dagger", .code = 0x2020},
        {.name = "darr", .code = 0x2193},
        {.name = "deg", .code = 0x00B0},
        {.name = "delta", .code = 0x03B4},
        {.name = "diams", .code = 0x2666},
        {.name = "divide", .code = 0x00F7},
        {.name = "eacute", .code = 0x00E9},
        {.name = "ecirc", .code = 0x00EA},
        {.name = "egrave", .code = 0x00E8},
        {.name = "empty", .code = 0x2205},
        {.name = "emsp", .code = 0x2003},
        {.name = "ensp", .code = 0x2002},
        {.name = "epsilon", .code = 0x03B5},
        {.name = "equiv", .code = 0x2261},
        {.name = "eta", .code = 0x03B7},
        {.name = "eth", .code = 0x00F0},
        {.name = "euml", .code = 0x00EB},
        {.name = "euro", .code = 0x20AC},
        {.name = "exist", .code = 0x2203},
        {.name = "fnof", .code = 0x0192},
        {.name = "forall", .code = 0x2200},
        {.name = "frac12", .code = 0x00BD},
        {.name = "frac14", .code = 0x00BC},
        {.name = "frac34", .code = 0x00BE},
        {.name = "frasl", .code = 0x2044},
        {.name = "gamma", .code = 0x03B3},
        {.name = "ge", .code = 0x2265},
        {.name = "gt", .code = 0x003E},
        {.name = "hArr", .code = 0x21D4},
        {.name = "harr", .code = 0x2194},
        {.name = "hearts", .code = 0x2665},
        {.name = "hellip", .code = 0x2026},
        {.name = "iacute", .code = 0x00ED},
        {.name = "icirc", .code = 0x00EE},
        {.name = "iexcl", .code = 0x00A1},
        {.name = "igrave", .code = 0x00EC},
        {.name = "image", .code = 0x2111},
        {.name = "infin", .code = 0x221E},
        {.name = "int", .code = 0x222B},
        {.name = "iota", .code = 0x03B9},
        {.name = "iquest", .code = 0x00BF},
        {.name = "isin", .code = 0x2208},
        {.name = "iuml", .code = 0x00EF},
        {.name = "kappa", .code = 0x03BA},
        {.name = "lArr", .code = 0x21D0},
        {.name = "lambda", .code = 0x03BB},
        {.name = "lang", .code = 0x2329},
        {.name = "laquo", .code = 0x00AB},
        {.name = "larr", .code = 0x2190},
        {.name = "lceil", .code = 0x2308},
        {.name = "ldquo", .code = 0x201C},
        {.name = "le", .code = 0x2264},
        {.name = "lfloor", .code = 0x230A},
        {.name = "lowast", .code = 0x2217},
        {.name = "loz", .code = 0x25CA},
        {.name = "lrm", .code = 0x200E},
        {.name = "lsaquo", .code = 0x2039},
        {.name = "lsquo", .code = 0x2018},
        {.name = "lt", .code = 0x003C},
        {.name = "macr", .code = 0x00AF},
        {.name = "mdash", .code = 0x2014},
        {.name = "micro", .code = 0x00B5},
        {.name = "middot", .code = 0x00B7},
        {.name = "minus", .code = 0x2212},
        {.name = "mu", .code = 0x03BC},
        {.name = "nabla", .code = 0x2207},
        {.name = "nbsp", .code = 0x00A0},
        {.name = "ndash", .code = 0x2013},
        {.name = "ne", .code = 0x2260},
        {.name = "ni", .code = 0x220B},
        {.name = "not", .code = 0x00AC},
        {.name = "notin", .code = 0x2209},
        {.name = "nsub", .code = 0x2284},
        {.name = "ntilde", .code = 0x00F1},
        {.name = "nu", .code = 0x03BD},
        {.name = "oacute", .code = 0x00F3},
        {.name = "ocirc", .code = 0x00F4},
        {.name = "oelig", .code = 0x0153},
        {.name = "ograve", .code = 0x00F2},
        {.name = "oline", .code = 0x203E},
        {.name = "omega", .code = 0x03C9},
        {.name = "omicron", .code = 0x03BF},
        {.name = "oplus", .code = 0x2295},
        {.name = "or", .code = 0x2228},
        {.name = "ordf", .code = 0x00AA},
        {.name = "ordm", .code = 0x00BA},
        {.name = "oslash", .code = 0x00F8},
        {.name = "otilde", .code = 0x00F5},
        {.name = "otimes", .code = 0x2297},
        {.name = "ouml", .code = 0x00F6},
        {.name = "para", .code = 0x00B6},
        {.name = "part", .code = 0x2202},
        {.name = "permil", .code = 0x2030},
        {.name = "perp", .code = 0x22A5},
        {.name = "phi", .code = 0x03C6},
        {.name = "pi", .code = 0x03C0},
        {.name = "piv", .code = 0x03D6},
        {.name = "plusmn", .code = 0x00B1},
        {.name = "pound", .code = 0x00A3},
        {.name = "prime", .code = 0x2032},
        {.name = "prod", .code = 0x220F},
        {.name = "prop", .code = 0x221D},
        {.name = "psi", .code = 0x03C8},
        {.name = "quot", .code = 0x0022},
        {.name = "rArr", .code = 0x21D2},
        {.name = "radic", .code = 0x221A},
        {.name = "rang", .code = 0x232A},
        {.name = "raquo", .code = 0x00BB},
        {.name = "rarr", .code = 0x2192},
        {.name = "rceil", .code = 0x2309},
        {.name = "rdquo", .code = 0x201D},
        {.name = "real", .code = 0x211C},
        {.name = "reg", .code = 0x00AE},
        {.name = "rfloor", .code = 0x230B},
        {.name = "rho", .code = 0x03C1},
        {.name = "rlm", .code = 0x200F},
        {.name = "rsaquo", .code = 0x203A},
        {.name = "rsquo", .code = 0x2019},
        {.name = "sbquo", .code = 0x201A},
        {.name = "scaron", .code = 0x0161},
        {.name = "sdot", .code = 0x22C5},
        {.name = "sect", .code = 0x00A7},
        {.name = "shy", .code = 0x00AD},
        {.name = "sigma", .code = 0x03C3},
        {.name = "sigmaf", .code = 0x03C2},
        {.name = "sim", .code = 0x223C},
        {.name = "spades", .code = 0x2660},
        {.name = "sub", .code = 0x2282},
        {.name = "sube", .code = 0x2286},
        {.name = "sum", .code = 0x2211},
        {.name = "sup", .code = 0x2283},
        {.name = "sup1", .code = 0x00B9},
        {.name = "sup2", .code = 0x00B2},
        {.name = "sup3", .code = 0x00B3},
        {.name = "supe", .code = 0x2287},
        {.name = "szlig", .code = 0x00DF},
        {.name = "tau", .code = 0x03C4},
        {.name = "there4", .code = 0x2234},
        {.name = "theta", .code = 0x03B8},
        {.name = "thetasym", .code = 0x03D1},
        {.name = "thinsp", .code = 0x2009},
        {.name = "thorn", .code = 0x00FE},
        {.name = "tilde", .code = 0x02DC},
        {.name = "times", .code = 0x00D7},
        {.name = "trade", .code = 0x2122},
        {.name = "uArr", .code = 0x21D1},
        {.name = "uacute", .code = 0x00FA},
        {.name = "uarr", .code = 0x2191},
        {.name = "ucirc", .code = 0x00FB},
        {.name = "ugrave", .code = 0x00F9},
        {.name = "uml", .code = 0x00A8},
        {.name = "upsih", .code = 0x03D2},
        {.name = "upsilon", .code = 0x03C5},
        {.name = "uuml", .code = 0x00FC},
        {.name = "weierp", .code = 0x2118},
        {.name = "xi", .code = 0x03BE},
        {.name = "yacute", .code = 0x00FD},
        {.name = "yen", .code = 0x00A5},
        {.name = "yuml", .code = 0x00FF},
        {.name = "zeta", .code = 0x03B6},
        {.name = "zwj", .code = 0x200D},
        {.name = "zwnj", .code = 0x200C},
};

static int
entity_compare(const void *name, const void *entity)
{
	return strcmp(name, ((const struct entity *)entity)->name);
}

/* The code point of "#228" or "#xE4"; the replacement character for what is none. */
static int32_t
numbered(const char *text, size_t length)
{
	int base = text[1] == 'x' || text[1] == 'X' ? 16 : 10;
	char *end;
	long code = strtol(text + (base == 16 ? 2 : 1), &end, base);

	if (end != text + length)
		return -1;
	if (code < 9 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		return 0xFFFD;
	return (int32_t)code;
}

static int32_t
named(const char *text, size_t length)
{
	const struct entity *entity;
	char name[9];

	if (length >= sizeof(name))
		return -1;
	memcpy(name, text, length);
	name[length] = '\0';
	entity = bsearch(name, entities, COUNT(entities), sizeof(entities[0]), entity_compare);
	return entity ? entity->code : -1;
}

size_t
html_entity(const char *text, char utf8_out[9])
{
	size_t length = 0;
	int32_t code;

	if (*text != '&')
		return 0;
	text++;
	while (length < 12 &&
	        (text[length] == '#' || (text[length] >= '0' && text[length] <= '9') ||
	                (text[length] >= 'A' && text[length] <= 'Z') ||
	                (text[length] >= 'a' && text[length] <= 'z')))
		length++;
	if (length < 2 || text[length] != ';')
		return 0;
	code = text[0] == '#' ? numbered(text, length) : named(text, length);
	if (code < 0)
		return 0;
	utf8_out[utf8_write(code, utf8_out)] = '\0';
	return length + 2;
}
