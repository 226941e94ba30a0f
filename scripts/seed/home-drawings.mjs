/** Icons of everything that is not eaten; see `food-drawings.mjs` for the box and the tones. */
const CREAM = '#fff8ea';

/** @type {Record<string, (tone: { main: string, dark: string, light: string }) => string>} */
export const homeDrawings = {
  cleaning: ({ main, dark, light }) => `
    <path d="M78 26h44a6 6 0 0 1 6 6v14H92v16H76V46H62a14 14 0 0 1 16-20z" fill="${dark}"/>
    <path d="M92 52c0 10-4 16-12 20" stroke="${dark}" stroke-width="6" fill="none" stroke-linecap="round"/>
    <path d="M88 60h34c0 18 22 22 22 48v50a10 10 0 0 1-10 10H76a10 10 0 0 1-10-10v-50c0-26 22-30 22-48z" fill="${main}"/>
    <path d="M122 60c0 18 22 22 22 48v50a10 10 0 0 1-10 10h-16c10-34 10-72 4-108z" fill="${dark}" opacity="0.4"/>
    <rect x="66" y="110" width="78" height="38" fill="${CREAM}"/>
    <path d="m104 114 4 11 11 4-11 4-4 11-4-11-11-4 11-4z" fill="${main}"/>
    <g fill="${light}"><circle cx="46" cy="34" r="7"/><circle cx="32" cy="50" r="5"/><circle cx="34" cy="26" r="4"/></g>`,
  household: ({ main, dark, light }) => `
    <path d="M100 34 34 92h16v68a8 8 0 0 0 8 8h84a8 8 0 0 0 8-8V92h16z" fill="${light}"/>
    <path d="M100 28 26 92l10 11 64-56 64 56 10-11z" fill="${dark}"/>
    <rect x="84" y="116" width="32" height="52" rx="4" fill="${main}"/><circle cx="108" cy="144" r="3.5" fill="${CREAM}"/>
    <rect x="60" y="104" width="18" height="22" rx="3" fill="#ffffff"/><rect x="122" y="104" width="18" height="22" rx="3" fill="#ffffff"/>
    <path d="M100 66c8-10 22-2 18 10-3 8-12 12-18 18-6-6-15-10-18-18-4-12 10-20 18-10z" fill="${main}"/>`,
  'personal-care': ({ main, dark, light }) => `
    <path d="M96 20h36v10h-24v18H92V24a4 4 0 0 1 4-4z" fill="${dark}"/>
    <rect x="78" y="46" width="44" height="16" rx="4" fill="${light}"/>
    <path d="M72 62h56a14 14 0 0 1 14 14v78a14 14 0 0 1-14 14H72a14 14 0 0 1-14-14V76a14 14 0 0 1 14-14z" fill="${main}"/>
    <path d="M122 62h6a14 14 0 0 1 14 14v78a14 14 0 0 1-14 14h-6z" fill="${dark}" opacity="0.5"/>
    <circle cx="98" cy="116" r="28" fill="${CREAM}"/>
    <g fill="${main}"><circle cx="98" cy="103" r="8"/><circle cx="111" cy="112" r="8"/><circle cx="106" cy="127" r="8"/><circle cx="90" cy="127" r="8"/><circle cx="85" cy="112" r="8"/></g>
    <circle cx="98" cy="116" r="6" fill="${light}"/>`,
  health: ({ main, dark, light }) => `
    <rect x="34" y="62" width="132" height="106" rx="16" fill="${main}"/>
    <path d="M34 118h132v34a16 16 0 0 1-16 16H50a16 16 0 0 1-16-16z" fill="${dark}" opacity="0.3"/>
    <path d="M74 62V50a14 14 0 0 1 14-14h24a14 14 0 0 1 14 14v12" stroke="${dark}" stroke-width="11" fill="none"/>
    <circle cx="100" cy="114" r="36" fill="#ffffff"/>
    <path d="M91 92h18v13h13v18h-13v13H91v-13H78v-18h13z" fill="${main}"/>
    <circle cx="56" cy="82" r="6" fill="${light}"/><circle cx="144" cy="82" r="6" fill="${light}"/>`,
  baby: ({ main, dark, light }) => `
    <path d="M92 20c0-10 16-10 16 0 0 8 10 12 12 22H80c2-10 12-14 12-22z" fill="#f2c6a5"/>
    <rect x="68" y="40" width="64" height="22" rx="7" fill="${dark}"/>
    <path d="M72 62h56c8 10 12 20 12 32v60a14 14 0 0 1-14 14H74a14 14 0 0 1-14-14V94c0-12 4-22 12-32z" fill="#ffffff"/>
    <path d="M60 102c14 8 26-6 40 0s26 8 40 0v52a14 14 0 0 1-14 14H74a14 14 0 0 1-14-14z" fill="${light}"/>
    <path d="M124 92h14M124 112h14M124 132h14M128 102h10M128 122h10M128 142h10" stroke="${main}" stroke-width="4" stroke-linecap="round"/>
    <path d="M92 122c7-9 20-2 16 9-3 7-10 11-16 16-6-5-13-9-16-16-4-11 9-18 16-9z" fill="${main}"/>`,
  pets: ({ main, dark, light }) => `
    <path d="M100 92c22 0 46 24 46 48 0 18-14 28-28 24-8-2-12-3-18-3s-10 1-18 3c-14 4-28-6-28-24 0-24 24-48 46-48z" fill="${main}"/>
    <path d="M100 92c22 0 46 24 46 48 0 18-14 28-28 24 14-20 10-54-18-72z" fill="${dark}" opacity="0.45"/>
    <ellipse cx="74" cy="60" rx="15" ry="22" fill="${main}" transform="rotate(-10 74 60)"/>
    <ellipse cx="126" cy="60" rx="15" ry="22" fill="${dark}" transform="rotate(10 126 60)"/>
    <ellipse cx="42" cy="98" rx="14" ry="20" fill="${main}" transform="rotate(-28 42 98)"/>
    <ellipse cx="158" cy="98" rx="14" ry="20" fill="${dark}" transform="rotate(28 158 98)"/>
    <path d="M78 124c4-8 10-14 18-16" stroke="${light}" stroke-width="8" stroke-linecap="round" fill="none"/>`,
  other: ({ main, dark, light }) => `
    <path d="M44 86h112l-10 76a7 7 0 0 1-7 6H61a7 7 0 0 1-7-6z" fill="${main}"/>
    <path d="M112 86h44l-10 76a7 7 0 0 1-7 6h-27z" fill="${dark}" opacity="0.35"/>
    <path d="m62 86 26-50M138 86l-26-50" stroke="${dark}" stroke-width="9" stroke-linecap="round"/>
    <rect x="34" y="78" width="132" height="20" rx="8" fill="${dark}"/>
    <path d="M76 112v40M100 112v40M124 112v40" stroke="${light}" stroke-width="8" stroke-linecap="round"/>`,
};
