package org.nrnwheel.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class TreeTextTest {
    @Test
    void writesAsJacksonsMapperDoes() throws JsonProcessingException {
        ObjectNode node = Json.object()
                .put("text", "a \"quoted\" \\ and \u0001, \u00e9, \ud83d\ude00\n")
                .put("int", -1)
                .put("long", Long.MAX_VALUE)
                .put("large", BigInteger.TWO.pow(80))
                .put("double", 1e-7)
                .put("decimal", new BigDecimal("1.50"))
                .put("small", new BigDecimal("0.0000000001"))
                .put("true", true)
                .putNull("null");
        node.putObject("empty");
        node.putArray("none");
        node.putArray("array").add(1).add("two").addObject().put("three", 3);

        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        String expected = new JsonMapper()
                .writer(new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
                .writeValueAsString(node);
        assertThat(TreeText.indented(node)).isEqualTo(expected);
    }
}
