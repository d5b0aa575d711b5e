// In the form of a visit: households are offered for the village that is chosen there.
"use strict";
{
    const $ = django.jQuery;
    $.ajaxPrefilter(function(options) {
        const village = document.getElementById("id_village");
        if (village && village.value && /[?&]field_name=household(&|$)/.test(`${options.url}&${options.data || ""}`)) {
            options.url += (options.url.includes("?") ? "&" : "?") + "of_village=" + encodeURIComponent(village.value);
        }
    });
}
